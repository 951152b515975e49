package id.bekal.certification.issuer;

import id.bekal.contracts.InstitutionId;

import org.jspecify.annotations.Nullable;

/**
 * What an issuer sets for itself; null leaves a setting as it is.
 *
 * @param revealsCustody whether to issue under its own name although it is a prison too
 * @param by the client or account that sets it
 */
public record ChangeIssuer(
        InstitutionId issuer,
        IssuerCode code,
        @Nullable Approval approval,
        @Nullable IssueTime issueTime,
        @Nullable ReplacementNumber replacementNumber,
        @Nullable Boolean revealsCustody,
        String by) {}
