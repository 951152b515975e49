package id.bekal.certification.issuer;

import id.bekal.contracts.InstitutionId;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;

import org.springframework.stereotype.Service;

/** Sets the code of an issuer's future numbers; numbers already issued stay as they are. */
@Service
public class ChangingNumberCodes {

    private final Issuers issuers;
    private final IssuerCodes codes;

    ChangingNumberCodes(Issuers issuers, IssuerCodes codes) {
        this.issuers = issuers;
        this.codes = codes;
    }

    public Outcome<Issuer> handle(InstitutionId id, IssuerCode code) {
        return Changes.change(
                issuers,
                id,
                issuer -> true,
                issuer -> {
                    if (!codes.claim(code, id)) {
                        return Outcome.refused(
                                IssuerRule.CODE_IS_TAKEN, "numberCode", code.value());
                    }
                    issuer.numberUnder(code);
                    return Outcome.accepted(issuer);
                });
    }
}
