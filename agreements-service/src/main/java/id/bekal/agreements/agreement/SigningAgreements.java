package id.bekal.agreements.agreement;

import id.bekal.contracts.AgreementId;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.LocalDate;

/** A party signs; the last signature may put the agreement in force. */
@Service
public class SigningAgreements {

    private final Agreements agreements;
    private final RelievingPredecessors relieving;
    private final AgreementSettings settings;
    private final Clock clock;

    SigningAgreements(
            Agreements agreements,
            RelievingPredecessors relieving,
            AgreementSettings settings,
            Clock clock) {
        this.agreements = agreements;
        this.relieving = relieving;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param number the party's own number, unless the draft has it
     * @param signedOn null for today
     */
    public Outcome<Agreement> sign(
            AgreementId id, Actor actor, @Nullable String number, @Nullable LocalDate signedOn) {
        return Changes.change(
                        agreements,
                        id,
                        agreement -> agreement.isVisibleTo(actor.institution()),
                        agreement -> {
                            Moment now = Moment.of(clock);
                            return agreement.sign(
                                    actor,
                                    number,
                                    signedOn == null ? now.today() : signedOn,
                                    settings.activation(),
                                    now);
                        })
                .map(
                        signed -> {
                            relieving.relieve(signed);
                            return signed;
                        });
    }
}
