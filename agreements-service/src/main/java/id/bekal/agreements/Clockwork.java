package id.bekal.agreements;

import id.bekal.agreements.agreement.AdvancingAgreements;
import id.bekal.agreements.agreement.SweepingOriginals;
import id.bekal.agreements.institution.AdvancingInstitutions;
import id.bekal.platform.outbox.Leases;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.time.Duration;

/**
 * Lets one of many instances do what time brings. The lease only saves effort: doing it twice, or
 * in two instances at once, is harmless.
 */
@Component
class Clockwork {

    private final Leases leases;
    private final AdvancingInstitutions institutions;
    private final AdvancingAgreements agreements;
    private final SweepingOriginals originals;

    Clockwork(
            Leases leases,
            AdvancingInstitutions institutions,
            AdvancingAgreements agreements,
            SweepingOriginals originals) {
        this.leases = leases;
        this.institutions = institutions;
        this.agreements = agreements;
        this.originals = originals;
    }

    @Scheduled(
            initialDelayString = "${bekal.agreements.clock-first-after}",
            fixedDelayString = "${bekal.agreements.clock-every}")
    void advance() {
        if (leases.take("agreements-clock", Duration.ofMinutes(2))) {
            institutions.advance();
            agreements.advance();
        }
    }

    @Scheduled(
            initialDelayString = "${bekal.agreements.sweep-originals-every}",
            fixedDelayString = "${bekal.agreements.sweep-originals-every}")
    void sweepOriginals() {
        if (leases.take("agreements-originals", Duration.ofMinutes(10))) {
            originals.sweep();
        }
    }
}
