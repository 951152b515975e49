package id.bekal.certification.certificate;

import id.bekal.certification.holder.Holder;
import id.bekal.contracts.training.AssessmentResult;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What is to be put right on a certificate, by another that takes its place.
 *
 * @param holder null leaves who is named as it is
 * @param units results by unit code; units that are not named keep theirs
 * @param reason for the issuer's own record; names nobody
 * @param by the account that corrects
 */
public record Correction(
        @Nullable Holder holder, Map<String, AssessmentResult> units, String reason, String by) {}
