package id.bekal.certification.issuance;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.CertificateRule;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.certificate.Replacement;
import id.bekal.certification.credential.SigningCredentials;
import id.bekal.certification.holder.Holders;
import id.bekal.certification.holder.KeyRing;
import id.bekal.certification.issuer.Issuer;
import id.bekal.certification.issuer.Issuers;
import id.bekal.certification.issuer.ReplacementNumber;
import id.bekal.certification.number.CertificateNumber;
import id.bekal.certification.number.NumberSeries;
import id.bekal.certification.number.SeriesId;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.platform.FailPoints;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.InvalidInputException;
import id.bekal.platform.web.NotFoundException;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Puts a corrected certificate in another's place. The old one first keeps what was decided; then
 * comes the number, then the successor, and last the old one gives way, so that who verifies it
 * always finds one that is valid. May be interrupted anywhere: who asks again, or {@link
 * FinishingIssuances}, goes on.
 */
@Service
public class ReplacingCertificates {

    private final Certificates certificates;
    private final Issuers issuers;
    private final Holders holders;
    private final NumberSeries numbers;
    private final SigningCredentials signing;
    private final Clock clock;

    ReplacingCertificates(
            Certificates certificates,
            Issuers issuers,
            Holders holders,
            NumberSeries numbers,
            SigningCredentials signing,
            Clock clock) {
        this.certificates = certificates;
        this.issuers = issuers;
        this.holders = holders;
        this.numbers = numbers;
        this.signing = signing;
        this.clock = clock;
    }

    /**
     * @return the successor. Of one that was replaced before, or is being, {@link
     *     CertificateRule#ALREADY_REPLACED}: by then it is done
     * @throws NotFoundException when there is no such certificate, or it is another issuer's
     * @throws InvalidInputException when a number is missing or not for the asker to choose, or a
     *     unit's result cannot stand on the certificate
     */
    public Outcome<Certificate> handle(ReplaceCertificate command) {
        certificates
                .find(command.certificate())
                .filter(old -> old.issuer().equals(command.issuer()))
                .filter(Certificate::awaitsSuccessor)
                .ifPresent(this::finish);
        Outcome<Certificate> decided =
                Changes.change(
                        certificates,
                        command.certificate(),
                        old -> old.issuer().equals(command.issuer()),
                        old -> decide(old, command));
        return decided.then(this::finish);
    }

    private Outcome<Certificate> decide(Certificate old, ReplaceCertificate command) {
        boolean competence = old.kind() == CertificateKind.COMPETENCE;
        if (competence && command.number() == null) {
            throw new InvalidInputException("number", "REQUIRED");
        }
        if (!competence && command.number() != null) {
            throw new InvalidInputException("number", "OUT_OF_RANGE");
        }
        LocalDate today = LocalDate.now(clock);
        Optional<CertificateRule> objection = old.objectionToReplacement(today, clock.instant());
        if (objection.isPresent()) {
            return Outcome.refused(objection.get());
        }
        Optional<Issuer> issuer = issuers.find(old.issuer());
        Optional<IssuanceRule> withheld =
                IssuancePolicy.firstObjection(
                        issuer,
                        competence
                                ? InstitutionRole.CERTIFICATION_BODY
                                : InstitutionRole.TRAINING_PROVIDER);
        if (withheld.isPresent()) {
            return Outcome.refused(withheld.get());
        }
        KeyRing keys = holders.keysOf(List.of(old.learner()));
        if (keys.isErased(old.learner())) {
            return Outcome.refused(ReplacementRule.HOLDER_IS_ERASED);
        }
        return old.replace(
                command.correction(),
                competence ? command.number() : numberAfter(old, issuer.orElseThrow()),
                issuer.orElseThrow().letterhead(),
                keys,
                today,
                clock.instant());
    }

    /** Null for the next one of the series. */
    private static @Nullable String numberAfter(Certificate old, Issuer issuer) {
        return issuer.replacementNumber() == ReplacementNumber.SUFFIX
                ? CertificateNumber.replacing(old.number())
                : null;
    }

    /** Carries out what was decided; the same certificate each time. */
    Outcome<Certificate> finish(Certificate old) {
        FailPoints.pass("replacement.decided");
        Replacement decided = old.replacement();
        String number = decided.number() == null ? nextNumber(old) : decided.number();
        FailPoints.pass("replacement.numbered");
        KeyRing keys = holders.keysOf(List.of(old.learner()));
        Certificate successor = old.successor(keys, number, clock.instant());
        signing.sign(old.issuer(), claimant(old), List.of(successor), keys);
        try {
            certificates.insert(successor);
        } catch (DuplicateKeyException numberTaken) {
            // for good, as no certificate is ever deleted
            Changes.note(certificates, old.id(), certificate -> certificate.takeBack(decided));
            return Outcome.refused(ReplacementRule.NUMBER_IS_TAKEN, "number", number);
        }
        FailPoints.pass("replacement.inserted");
        Certificate inserted = certificates.find(decided.successor()).orElseThrow();
        Changes.note(
                certificates,
                old.id(),
                certificate -> certificate.giveWayTo(inserted, clock.instant()));
        return Outcome.accepted(inserted);
    }

    /** For whom a number and a place in a status list are taken. */
    private static String claimant(Certificate old) {
        return "replacement/" + old.id();
    }

    private String nextNumber(Certificate old) {
        Replacement decided = old.replacement();
        var series = new SeriesId(old.issuer(), old.kind(), decided.on().getYear());
        long ordinal = numbers.allocate(series.toString(), claimant(old), 1).first();
        return CertificateNumber.text(series, ordinal, decided.letterhead().code());
    }
}
