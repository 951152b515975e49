package id.bekal.certification.competence;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Certificates;
import id.bekal.platform.outbox.Leases;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * Gives the notices that fall due as time passes. A certificate carries the day of its next notice,
 * which the write that gives one moves on: however many instances look, each is given once.
 */
@Service
public class NotifyingExpiry {

    private static final int AT_ONCE = 500;

    private final Certificates certificates;
    private final CompetenceSettings settings;
    private final Leases leases;
    private final Clock clock;

    NotifyingExpiry(
            Certificates certificates, CompetenceSettings settings, Leases leases, Clock clock) {
        this.certificates = certificates;
        this.settings = settings;
        this.leases = leases;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "10s", fixedDelayString = "${bekal.competence.notify-every}")
    void notifyUnderLease() {
        if (leases.take("expiry-notices", Duration.ofMinutes(5))) {
            notifyDue();
        }
    }

    /** Gives all notices due today. */
    void notifyDue() {
        LocalDate today = LocalDate.now(clock);
        List<Certificate> due = certificates.withNoticeDue(today, AT_ONCE);
        while (!due.isEmpty()) {
            due.forEach(certificate -> notify(certificate, today));
            due = certificates.withNoticeDue(today, AT_ONCE);
        }
    }

    private void notify(Certificate certificate, LocalDate today) {
        if (certificate.giveNotice(settings.notices(), today, clock.instant())) {
            try {
                certificates.save(certificate);
            } catch (OptimisticLockingFailureException changedMeanwhile) {
                // another instance gave it, or the next round will
            }
        }
    }
}
