package id.bekal.certification.verification;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.holder.Naming;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What somebody brought, and what it is worth.
 *
 * @param said what it says; null unless it is well signed: what a forger wrote is not repeated
 * @param certificate the one it is of, when it is genuine
 * @param naming of that certificate
 * @param differences names of what it says otherwise than the certificate; none, it should be
 */
public record Checked(
        Verdict verdict,
        @Nullable Said said,
        @Nullable Certificate certificate,
        @Nullable Naming naming,
        List<String> differences) {

    /** Nothing more is to be said of it. */
    public static Checked as(Verdict verdict) {
        return new Checked(verdict, null, null, null, List.of());
    }
}
