package id.bekal.certification.competence;

import id.bekal.certification.certificate.Achievement;
import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.certificate.Title;
import id.bekal.certification.credential.SigningCredentials;
import id.bekal.certification.holder.Holder;
import id.bekal.certification.holder.Holders;
import id.bekal.certification.holder.KeyRing;
import id.bekal.certification.issuance.Issuance;
import id.bekal.certification.issuance.Issuances;
import id.bekal.certification.issuer.Issuer;
import id.bekal.certification.issuer.Issuers;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.NotFoundException;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Records what a certification body issued to someone who had a seat in a program. */
@Service
public class RecordingCompetence {

    private final Issuers issuers;
    private final Issuances issuances;
    private final Holders holders;
    private final Certificates certificates;
    private final SigningCredentials signing;
    private final CompetenceSettings settings;
    private final Clock clock;

    RecordingCompetence(
            Issuers issuers,
            Issuances issuances,
            Holders holders,
            Certificates certificates,
            SigningCredentials signing,
            CompetenceSettings settings,
            Clock clock) {
        this.issuers = issuers;
        this.issuances = issuances;
        this.holders = holders;
        this.certificates = certificates;
        this.signing = signing;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @throws NotFoundException when the learner had no seat in a completed program of this id
     */
    public Outcome<Certificate> handle(RecordCompetence command) {
        LocalDate today = LocalDate.now(clock);
        LocalDate validUntil =
                command.validUntil() == null
                        ? command.assessedOn().plus(settings.validity())
                        : command.validUntil();
        Optional<Issuer> body = issuers.find(command.body());
        Optional<CompetenceRule> objection =
                CompetencePolicy.firstObjection(body, command.assessedOn(), validUntil, today);
        if (objection.isPresent()) {
            return Outcome.refused(objection.get());
        }
        Issuance program = issuances.find(command.program()).orElseThrow(NotFoundException::new);
        if (!program.mayBeTestedBy(command.body())) {
            // before the seat: who may not test them does not learn who sat there
            return Outcome.refused(CompetenceRule.NOT_THE_CERTIFIER);
        }
        if (!program.seated(command.learner())) {
            throw new NotFoundException();
        }
        KeyRing keys = holders.keysOf(List.of(command.learner()));
        if (keys.isErased(command.learner())) {
            return Outcome.refused(CompetenceRule.HOLDER_IS_ERASED);
        }
        Optional<Holder> holder =
                program.sealedHolder(command.learner())
                        .flatMap(part -> keys.unseal(command.learner(), part));
        if (holder.isEmpty()) {
            return Outcome.refused(CompetenceRule.HOLDER_IS_UNKNOWN);
        }
        Certificate certificate =
                Certificate.competence(
                        achievement(command, program, holder.get()),
                        keys,
                        body.orElseThrow(),
                        command.number(),
                        command.scheme(),
                        command.assessedOn(),
                        validUntil,
                        settings.notices(),
                        today,
                        clock.instant());
        signing.sign(command.body(), certificate.id().value(), List.of(certificate), keys);
        return record(certificate);
    }

    private static Achievement achievement(
            RecordCompetence command, Issuance program, Holder holder) {
        return new Achievement(
                CertificateKind.COMPETENCE,
                command.program(),
                command.learner(),
                holder,
                command.title() == null ? program.title() : new Title(command.title(), null),
                program.field(),
                null,
                List.of());
    }

    /** The store's unique keys decide, so that of two at once one is refused. */
    private Outcome<Certificate> record(Certificate certificate) {
        try {
            return certificates.insert(certificate)
                    ? Outcome.accepted(certificate)
                    : Outcome.refused(CompetenceRule.ALREADY_RECORDED);
        } catch (DuplicateKeyException numberTaken) {
            return Outcome.refused(CompetenceRule.NUMBER_IS_TAKEN, "number", certificate.number());
        }
    }
}
