package id.bekal.certification.issuer;

/**
 * How an issuer appears on its certificates. A certificate keeps the one it was issued under,
 * whatever the issuer is called later.
 *
 * @param code stands in the number
 */
public record Letterhead(String name, String city, String code) {}
