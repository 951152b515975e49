package id.bekal.certification.holder;

import id.bekal.contracts.training.LearnerEnrolled;
import id.bekal.platform.keys.MasterKeys;

import org.springframework.stereotype.Service;

import java.time.Clock;

/**
 * Makes each learner's keys at the first enrolment: early enough for what will be sealed when the
 * program completes, and for nobody who only applied.
 */
@Service
public class IssuingHolderKeys {

    private final HolderKeys keys;
    private final MasterKeys masterKeys;
    private final Clock clock;

    IssuingHolderKeys(HolderKeys keys, MasterKeys masterKeys, Clock clock) {
        this.keys = keys;
        this.masterKeys = masterKeys;
        this.clock = clock;
    }

    public void on(LearnerEnrolled enrolled) {
        keys.note(enrolled.learner(), key -> key.issue(masterKeys, clock.instant()));
    }
}
