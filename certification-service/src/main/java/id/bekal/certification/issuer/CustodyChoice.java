package id.bekal.certification.issuer;

import java.time.Instant;

/**
 * That an issuer which is a prison too issues under its own name, although the name tells where the
 * holder was.
 *
 * @param by the client or account that chose it
 */
public record CustodyChoice(String by, Instant at) {}
