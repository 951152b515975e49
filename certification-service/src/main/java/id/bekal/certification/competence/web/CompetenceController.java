package id.bekal.certification.competence.web;

import id.bekal.certification.certificate.web.CertificateView;
import id.bekal.certification.competence.RecordCompetence;
import id.bekal.certification.competence.RecordingCompetence;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;

import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.LocalDate;

@RestController
@RequestMapping("/api/competence-certificates")
@Tag(name = "certificates")
class CompetenceController {

    record NewCompetence(
            @NotNull ProgramId program,
            @NotNull LearnerId learner,
            @NotBlank @Size(max = 64) String number,
            @NotBlank @Size(max = 160) String scheme,
            @Size(max = 200) @Nullable String title,
            @NotNull LocalDate assessedOn,
            @Nullable LocalDate validUntil) {

        RecordCompetence by(InstitutionId body) {
            return new RecordCompetence(
                    body,
                    program,
                    learner,
                    number.strip(),
                    scheme.strip(),
                    title == null || title.isBlank() ? null : title.strip(),
                    assessedOn,
                    validUntil);
        }
    }

    private final RecordingCompetence recording;
    private final Answers answers;
    private final Clock clock;

    CompetenceController(RecordingCompetence recording, Answers answers, Clock clock) {
        this.recording = recording;
        this.answers = answers;
        this.clock = clock;
    }

    /** Records a certificate the caller issued under its own number. */
    @PostMapping
    @Allowed(Action.COMPETENCE_RECORD)
    ResponseEntity<?> create(@Valid @RequestBody NewCompetence competence, Caller caller) {
        return answers.created(
                recording.handle(competence.by(caller.institution())),
                certificate -> "/api/certificates/" + certificate.id(),
                certificate -> CertificateView.unnamed(certificate, clock));
    }
}
