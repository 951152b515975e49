package id.bekal.certification.issuance.web;

import id.bekal.certification.certificate.Correction;
import id.bekal.certification.certificate.web.CertificateView;
import id.bekal.certification.holder.Holder;
import id.bekal.certification.issuance.ReplaceCertificate;
import id.bekal.certification.issuance.ReplacingCertificates;
import id.bekal.contracts.CertificateId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.InvalidInputException;

import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

@RestController
@Tag(name = "certificates")
class ReplacementController {

    record CorrectedHolder(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 100) String birthPlace,
            @Nullable LocalDate birthDate) {

        Holder holder() {
            return new Holder(
                    name.strip(),
                    birthPlace == null || birthPlace.isBlank() ? null : birthPlace.strip(),
                    birthDate);
        }

        /** Names nobody: it may end up in a log. */
        @Override
        public String toString() {
            return "CorrectedHolder[…]";
        }
    }

    /**
     * @param holder left out when the same person is named as before
     * @param units results that were reassessed, by unit code
     * @param number for a competence certificate, and for no other
     */
    record NewReplacement(
            @Nullable @Valid CorrectedHolder holder,
            @NotBlank @Size(max = 1000) String reason,
            @Nullable @Size(max = 100) Map<String, @NotNull AssessmentResult> units,
            @Nullable @Size(min = 1, max = 64) String number) {

        Correction by(Caller caller) {
            if (holder == null && (units == null || units.isEmpty())) {
                throw new InvalidInputException("holder", "REQUIRED");
            }
            return new Correction(
                    holder == null ? null : holder.holder(),
                    units == null ? Map.of() : units,
                    reason.strip(),
                    caller.subject());
        }
    }

    private final ReplacingCertificates replacing;
    private final Answers answers;
    private final Clock clock;

    ReplacementController(ReplacingCertificates replacing, Answers answers, Clock clock) {
        this.replacing = replacing;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * Puts a corrected certificate in this one's place: the same achievement for the corrected
     * holder, or with results that were reassessed. Answers the new one; who verifies the old one
     * is led there. The reason stays with the issuer and should name nobody.
     */
    @PostMapping("/api/certificates/{id}/replacement")
    @Allowed(Action.CERTIFICATE_REPLACE)
    ResponseEntity<?> replace(
            @PathVariable CertificateId id,
            @Valid @RequestBody NewReplacement replacement,
            Caller caller) {
        String number = replacement.number();
        return answers.created(
                replacing.handle(
                        new ReplaceCertificate(
                                id,
                                caller.institution(),
                                replacement.by(caller),
                                number == null ? null : number.strip())),
                successor -> "/api/certificates/" + successor.id(),
                successor -> CertificateView.unnamed(successor, clock));
    }
}
