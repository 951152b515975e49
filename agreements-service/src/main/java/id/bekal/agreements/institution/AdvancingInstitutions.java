package id.bekal.agreements.institution;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.LocalDate;

/** Tells others of names, classes and standings that were dated ahead, on their day. */
@Service
public class AdvancingInstitutions {

    private static final Logger log = LoggerFactory.getLogger(AdvancingInstitutions.class);

    private final Institutions institutions;
    private final Clock clock;

    AdvancingInstitutions(Institutions institutions, Clock clock) {
        this.institutions = institutions;
        this.clock = clock;
    }

    /** Harmless to repeat; one that fails does not keep the others from being told. */
    public void advance() {
        LocalDate today = LocalDate.now(clock);
        for (Institution institution : institutions.dueBy(today)) {
            try {
                if (institution.advance(today, clock.instant())) {
                    institutions.save(institution);
                }
            } catch (OptimisticLockingFailureException anotherWasFaster) {
                log.debug("{} was advanced meanwhile", institution.id());
            } catch (RuntimeException e) {
                log.error("could not advance institution {}", institution.id(), e);
            }
        }
    }
}
