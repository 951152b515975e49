package id.bekal.certification.paper;

import id.bekal.certification.certificate.CertifiedUnit;
import id.bekal.certification.certificate.Title;
import id.bekal.certification.holder.Holder;
import id.bekal.contracts.certification.CertificateKind;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;

/**
 * All that a paper shows, and nothing else: two equal sheets are drawn alike.
 *
 * @param hours JP of 45 minutes; null where hours are not what is certified
 * @param validUntil the last valid day; null for one that does not expire
 * @param scheme of a competence certificate
 * @param verifyUrl printed beside the code
 * @param code text of the QR code on the front
 * @param credential compact JWS, attached; null when there is none
 * @param credentialCode text of the QR code that carries the credential; null when none does
 */
public record Sheet(
        CertificateKind kind,
        String number,
        Holder holder,
        Title title,
        String field,
        @Nullable Integer hours,
        List<CertifiedUnit> units,
        String issuerName,
        String issuerCity,
        LocalDate issuedOn,
        @Nullable LocalDate validUntil,
        @Nullable String scheme,
        String verifyUrl,
        String code,
        @Nullable String credential,
        @Nullable String credentialCode,
        Look look) {

    /** Grows with each change of how sheets are drawn. */
    private static final String DRAWN_AS = "1";

    public Sheet {
        units = List.copyOf(units);
    }

    /** SHA-256 of all of it in hexadecimal, and of the way it is drawn. */
    public String contentHash() {
        MessageDigest digest = sha256();
        add(digest, DRAWN_AS);
        add(digest, kind, number);
        add(digest, holder.name(), holder.birthPlace(), holder.birthDate());
        add(digest, title.indonesian(), title.english(), field, hours);
        add(digest, units.size());
        for (CertifiedUnit unit : units) {
            add(digest, unit.code(), unit.title().indonesian(), unit.title().english());
            add(digest, unit.hours(), unit.result());
        }
        add(digest, issuerName, issuerCity, issuedOn, validUntil, scheme);
        add(digest, verifyUrl, code, credential, credentialCode);
        add(digest, look.primary().value(), look.accent().value());
        Signatory signatory = look.signatory();
        add(digest, signatory == null ? null : "signatory");
        if (signatory != null) {
            add(digest, signatory.name(), signatory.office(), signatory.staffNumber());
        }
        Logo logo = look.logo();
        add(digest, logo == null ? null : HexFormat.of().formatHex(logo.image()));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Names nobody: it may end up in a log. */
    @Override
    public String toString() {
        return "Sheet[" + number + "]";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lengths set the texts apart, and a missing one from an empty one. */
    private static void add(MessageDigest digest, @Nullable Object... values) {
        for (Object value : values) {
            byte[] bytes =
                    value == null ? new byte[0] : value.toString().getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES)
                            .putInt(value == null ? -1 : bytes.length)
                            .array());
            digest.update(bytes);
        }
    }
}
