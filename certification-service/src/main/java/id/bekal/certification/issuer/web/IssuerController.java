package id.bekal.certification.issuer.web;

import id.bekal.certification.issuer.Approval;
import id.bekal.certification.issuer.ChangeIssuer;
import id.bekal.certification.issuer.ChangingIssuers;
import id.bekal.certification.issuer.CustodyChoice;
import id.bekal.certification.issuer.IssueTime;
import id.bekal.certification.issuer.Issuer;
import id.bekal.certification.issuer.IssuerCode;
import id.bekal.certification.issuer.Issuers;
import id.bekal.certification.issuer.ReplacementNumber;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.NotFoundException;
import id.bekal.platform.web.Problems;

import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

@RestController
@RequestMapping("/api/issuers")
@Tag(name = "issuers")
class IssuerController {

    /**
     * What is left out stays as it is. How exactly a certificate is dated needs no setting: {@code
     * issuedOn} is a day, never an hour.
     *
     * @param approval AUTOMATIC until set
     * @param issueTime AT_ONCE until set
     * @param replacementNumber NEW until set
     * @param revealsCustody true for a prison that issues under its own name; false until set
     */
    record IssuerSettings(
            @NotNull String code,
            @Nullable Approval approval,
            @Nullable IssueTime issueTime,
            @Nullable ReplacementNumber replacementNumber,
            @Nullable Boolean revealsCustody) {

        ChangeIssuer by(Caller caller) {
            return new ChangeIssuer(
                    caller.institution(),
                    new IssuerCode(code),
                    approval,
                    issueTime,
                    replacementNumber,
                    revealsCustody,
                    caller.subject());
        }
    }

    /** A stable code with its text in both languages. */
    record Warning(String code, @Nullable String id, @Nullable String en) {}

    record IssuerView(
            InstitutionId id,
            String name,
            String city,
            Set<InstitutionRole> roles,
            boolean inForce,
            String code,
            Approval approval,
            IssueTime issueTime,
            ReplacementNumber replacementNumber,
            boolean revealsCustody,
            @Nullable CustodyChoice custodyChoice,
            List<Warning> warnings) {

        static IssuerView of(Issuer issuer, List<Warning> warnings) {
            return new IssuerView(
                    issuer.id(),
                    issuer.name(),
                    issuer.city(),
                    new TreeSet<>(issuer.roles()),
                    issuer.inForce(),
                    issuer.code(),
                    issuer.approval(),
                    issuer.issueTime(),
                    issuer.replacementNumber(),
                    issuer.custodyChoice() != null,
                    issuer.custodyChoice(),
                    warnings);
        }
    }

    private final Issuers issuers;
    private final ChangingIssuers changing;
    private final Answers answers;
    private final Problems problems;

    IssuerController(
            Issuers issuers, ChangingIssuers changing, Answers answers, Problems problems) {
        this.issuers = issuers;
        this.changing = changing;
        this.answers = answers;
        this.problems = problems;
    }

    /** The caller's own standing and what it set for itself. */
    @GetMapping("/{id}")
    @Allowed(Action.ISSUER_READ)
    ResponseEntity<?> read(@PathVariable InstitutionId id, Caller caller) {
        requireOwn(id, caller);
        return answers.ok(issuers.find(id).orElseThrow(NotFoundException::new), this::view);
    }

    /**
     * Sets the code that the caller's future numbers carry, whose word its certificates wait for,
     * whether they are issued at once or with the others of the day, how it numbers replacements,
     * and whether a prison issues under its own name: what was withheld for that is issued then, or
     * with the others of that day.
     */
    @PutMapping("/{id}")
    @Allowed(Action.ISSUER_CHANGE)
    ResponseEntity<?> change(
            @PathVariable InstitutionId id,
            @Valid @RequestBody IssuerSettings settings,
            Caller caller) {
        requireOwn(id, caller);
        return answers.ok(changing.handle(settings.by(caller)), this::view);
    }

    private IssuerView view(Issuer issuer) {
        return IssuerView.of(
                issuer,
                issuer.revealsCustody() ? List.of(warning("ISSUER_REVEALS_CUSTODY")) : List.of());
    }

    private Warning warning(String code) {
        return new Warning(code, text(Locale.of("id"), code), text(Locale.ENGLISH, code));
    }

    private @Nullable String text(Locale locale, String code) {
        return problems.problem(locale, HttpStatus.OK, code).getDetail();
    }

    private static void requireOwn(InstitutionId id, Caller caller) {
        if (!caller.institution().equals(id)) {
            throw new NotFoundException();
        }
    }
}
