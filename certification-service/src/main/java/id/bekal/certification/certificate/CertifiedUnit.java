package id.bekal.certification.certificate;

import id.bekal.contracts.training.AssessmentResult;

import org.jspecify.annotations.Nullable;

/**
 * A unit and its result as the certificate lists it.
 *
 * @param code the SKKNI code, where the unit has one
 * @param hours JP of 45 minutes
 */
public record CertifiedUnit(
        @Nullable String code, Title title, int hours, AssessmentResult result) {

    CertifiedUnit with(AssessmentResult another) {
        return new CertifiedUnit(code, title, hours, another);
    }
}
