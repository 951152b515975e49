package id.bekal.certification.verification;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.holder.Naming;
import id.bekal.certification.issuer.PublicUrl;
import id.bekal.certification.signing.Ed25519;
import id.bekal.certification.signing.Keychain;
import id.bekal.certification.signing.Keychains;
import id.bekal.contracts.InstitutionId;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks a credential that anyone brings, as text or in a PDF. Whatever they bring, the answer is a
 * verdict. Only issuers of this installation are known, by the keys that are here: nothing is
 * fetched from anywhere.
 */
@Service
public class CheckingCredentials {

    /** Bytes of the largest file that is looked at. */
    public static final int LARGEST_FILE = 2 * 1024 * 1024;

    private static final Pattern KEY =
            Pattern.compile(".*:([A-Za-z0-9._-]{1,64})#([A-Za-z0-9-]{1,32})");

    private final VerifyingCertificates verifying;
    private final Keychains keychains;
    private final PublicUrl publicUrl;

    CheckingCredentials(VerifyingCertificates verifying, Keychains keychains, PublicUrl publicUrl) {
        this.verifying = verifying;
        this.keychains = keychains;
        this.publicUrl = publicUrl;
    }

    /** A file: a PDF with the credential attached, or the credential itself. */
    public Checked check(byte[] file) {
        if (file.length > LARGEST_FILE) {
            return Checked.as(Verdict.TOO_LARGE);
        }
        if (!PdfAttachments.isPdf(file)) {
            return check(new String(file, StandardCharsets.UTF_8));
        }
        Set<String> found = PdfAttachments.credentialsIn(file);
        return switch (found.size()) {
            case 0 -> Checked.as(Verdict.NO_CREDENTIAL_IN_PDF);
            case 1 -> check(found.iterator().next());
            default -> Checked.as(Verdict.SEVERAL_CREDENTIALS_IN_PDF);
        };
    }

    /** A compact JWS, white space aside. */
    public Checked check(String text) {
        CompactCredential.Read read = CompactCredential.read(text);
        CompactCredential credential = read.credential();
        if (credential == null) {
            return Checked.as(read.otherwise());
        }
        Matcher key = KEY.matcher(credential.keyId());
        if (!key.matches()) {
            return Checked.as(Verdict.UNKNOWN_ISSUER);
        }
        InstitutionId issuer = new InstitutionId(key.group(1));
        if (!credential.keyId().equals(publicUrl.did(issuer) + '#' + key.group(2))) {
            return Checked.as(Verdict.UNKNOWN_ISSUER);
        }
        Optional<String> publicKey =
                keychains
                        .find(issuer)
                        .flatMap((Keychain keychain) -> keychain.key(key.group(2)))
                        .map(known -> known.publicKey());
        if (publicKey.isEmpty()) {
            return Checked.as(Verdict.UNKNOWN_ISSUER);
        }
        return Ed25519.verify(publicKey.get(), credential.signed(), credential.signature())
                ? wellSigned(credential, issuer)
                : Checked.as(Verdict.BAD_SIGNATURE);
    }

    private Checked wellSigned(CompactCredential credential, InstitutionId issuer) {
        JsonNode members = credential.members();
        if (members == null
                || members.path("type")
                        .valueStream()
                        .noneMatch(type -> type.asString("").equals("AchievementCredential"))) {
            return Checked.as(Verdict.NOT_A_CERTIFICATE);
        }
        // an issuer signs for itself and for nobody else
        if (!members.path("issuer").path("id").asString("").equals(publicUrl.did(issuer))) {
            return Checked.as(Verdict.MALFORMED);
        }
        Said said = Said.by(members);
        @Nullable Certificate certificate =
                verifying
                        .find(tokenOf(members.path("id").asString("")))
                        .filter(found -> found.issuer().equals(issuer))
                        .orElse(null);
        if (certificate == null) {
            return new Checked(Verdict.UNKNOWN_CERTIFICATE, said, null, null, List.of());
        }
        Naming naming = verifying.naming(certificate);
        return new Checked(
                Verdict.GENUINE,
                said,
                certificate,
                naming,
                said.differencesFrom(Said.by(certificate, naming)));
    }

    private String tokenOf(String id) {
        String page = publicUrl.of("/verify/");
        return id.startsWith(page) ? id.substring(page.length()) : "";
    }
}
