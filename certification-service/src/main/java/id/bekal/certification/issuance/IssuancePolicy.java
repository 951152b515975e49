package id.bekal.certification.issuance;

import id.bekal.certification.issuer.Issuer;
import id.bekal.contracts.agreements.InstitutionRole;

import java.util.Optional;

/** Whether an issuer may issue for a completed program; the first rule that objects decides. */
final class IssuancePolicy {

    private IssuancePolicy() {}

    static Optional<IssuanceRule> firstObjection(Optional<Issuer> provider) {
        return firstObjection(provider, InstitutionRole.TRAINING_PROVIDER);
    }

    /**
     * @param role in which it issues
     */
    static Optional<IssuanceRule> firstObjection(Optional<Issuer> provider, InstitutionRole role) {
        if (provider.isEmpty()) {
            return Optional.of(IssuanceRule.ISSUER_UNKNOWN);
        }
        if (!provider.get().isInForceAs(role)) {
            return Optional.of(IssuanceRule.ISSUER_NOT_IN_FORCE);
        }
        if (!provider.get().mayShowItsName()) {
            return Optional.of(IssuanceRule.ISSUER_REVEALS_CUSTODY);
        }
        return Optional.empty();
    }
}
