package id.bekal.certification.verification;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.holder.Holders;
import id.bekal.certification.holder.Naming;

import org.springframework.stereotype.Service;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds what somebody was given the token of. */
@Service
public class VerifyingCertificates {

    private static final Pattern TOKEN = Pattern.compile("[a-z0-9]{26}");

    /** As long as a token, and none. */
    private static final String NOBODYS = "-".repeat(26);

    private final Certificates certificates;
    private final Holders holders;

    VerifyingCertificates(Certificates certificates, Holders holders) {
        this.certificates = certificates;
        this.holders = holders;
    }

    /**
     * The certificate of this token. A malformed one is looked for like any other, so that the time
     * an answer takes does not tell it from an unknown one.
     */
    public Optional<Certificate> find(String token) {
        return certificates.findByToken(sought(token));
    }

    static String sought(String token) {
        return TOKEN.matcher(token).matches() ? token : NOBODYS;
    }

    /** Whom it names, as far as can be told. */
    public Naming naming(Certificate certificate) {
        return certificate.naming(holders.keysOf(List.of(certificate.learner())));
    }
}
