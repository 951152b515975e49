package id.bekal.certification.issuance;

import id.bekal.certification.certificate.Holder;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.training.SealedHolder;
import id.bekal.contracts.training.SealedHolders;
import id.bekal.platform.sealing.Unsealer;

import org.springframework.stereotype.Component;

import java.util.Map;
import java.util.stream.Collectors;

/** Opens whom a program's certificates name; kept in memory no longer than it takes. */
@Component
public class Holders {

    private final Unsealer unsealer;

    Holders(Unsealer unsealer) {
        this.unsealer = unsealer;
    }

    /**
     * @throws IllegalStateException when it was not sealed for this service
     */
    Map<LearnerId, Holder> of(Issuance issuance) {
        return unsealer.open(issuance.sealedHolders(), SealedHolders.class).holders().stream()
                .collect(Collectors.toMap(SealedHolder::learner, Holders::holder));
    }

    /**
     * The holder who had a seat.
     *
     * @throws IllegalStateException when the sealed part does not name a learner it should
     */
    public Holder of(Issuance issuance, LearnerId learner) {
        return required(of(issuance), learner);
    }

    static Holder required(Map<LearnerId, Holder> holders, LearnerId learner) {
        Holder holder = holders.get(learner);
        if (holder == null) {
            throw new IllegalStateException("the sealed holders do not name " + learner);
        }
        return holder;
    }

    private static Holder holder(SealedHolder sealed) {
        return new Holder(sealed.name(), sealed.birthPlace(), sealed.birthDate());
    }
}
