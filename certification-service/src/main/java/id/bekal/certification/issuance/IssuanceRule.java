package id.bekal.certification.issuance;

import id.bekal.platform.Rule;

/** Why a completed program's certificates are withheld until its issuer's standing changes. */
public enum IssuanceRule implements Rule {
    /** The provider was never told of as one that issues. */
    ISSUER_UNKNOWN,
    /** It was dissolved, its licence lapsed, or it is no training provider any more. */
    ISSUER_NOT_IN_FORCE,
    /**
     * It is a prison too, and did not choose to issue under its own name: that would tell where the
     * holder was.
     */
    ISSUER_REVEALS_CUSTODY
}
