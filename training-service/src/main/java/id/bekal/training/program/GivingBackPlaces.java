package id.bekal.training.program;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.platform.outbox.Leases;
import id.bekal.training.agreement.AgreementTerms;
import id.bekal.training.agreement.Agreements;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Finds places of a quota that a crash left without a seat, and gives them back. */
@Component
class GivingBackPlaces {

    private static final Logger log = LoggerFactory.getLogger(GivingBackPlaces.class);

    private final Agreements agreements;
    private final Programs programs;
    private final EnrollingLearners enrolling;
    private final Leases leases;
    private final Clock clock;
    private final Duration after;

    GivingBackPlaces(
            Agreements agreements,
            Programs programs,
            EnrollingLearners enrolling,
            Leases leases,
            Clock clock,
            @Value("${bekal.quota.orphan-after}") Duration after) {
        this.agreements = agreements;
        this.programs = programs;
        this.enrolling = enrolling;
        this.leases = leases;
        this.clock = clock;
        this.after = after;
    }

    @Scheduled(
            initialDelayString = "${bekal.quota.check-every}",
            fixedDelayString = "${bekal.quota.check-every}")
    void check() {
        if (leases.take("quota-places", Duration.ofMinutes(2))) {
            giveBack();
        }
    }

    void giveBack() {
        Instant before = clock.instant().minus(after);
        Map<ProgramId, Set<LearnerId>> takers = new HashMap<>();
        for (AgreementTerms terms : agreements.withPlacesTakenBefore(before)) {
            for (AgreementTerms.Place place : terms.places()) {
                boolean old = place.takenAt().isBefore(before);
                if (old && !takersOf(place.program(), takers).contains(place.learner())) {
                    agreements.releasePlace(terms.id(), place.program(), place.learner());
                    log.warn("gave back a place of agreement {} that had no seat", terms.id());
                    programs.find(place.program()).ifPresent(enrolling::moveUp);
                }
            }
        }
    }

    private Set<LearnerId> takersOf(ProgramId program, Map<ProgramId, Set<LearnerId>> known) {
        return known.computeIfAbsent(
                program, id -> programs.find(id).map(Program::quotaTakers).orElse(Set.of()));
    }
}
