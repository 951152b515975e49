package id.bekal.certification.issuer.web;

import id.bekal.certification.issuer.ChangingNumberCodes;
import id.bekal.certification.issuer.Issuer;
import id.bekal.certification.issuer.IssuerCode;
import id.bekal.certification.issuer.Issuers;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.NotFoundException;

import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.Set;
import java.util.TreeSet;

@RestController
@RequestMapping("/api/issuers")
@Tag(name = "issuers")
class IssuerController {

    record IssuerSettings(@NotNull String code) {}

    record IssuerView(
            InstitutionId id,
            String name,
            String city,
            Set<InstitutionRole> roles,
            boolean inForce,
            String code) {

        static IssuerView of(Issuer issuer) {
            return new IssuerView(
                    issuer.id(),
                    issuer.name(),
                    issuer.city(),
                    new TreeSet<>(issuer.roles()),
                    issuer.inForce(),
                    issuer.code());
        }
    }

    private final Issuers issuers;
    private final ChangingNumberCodes changing;
    private final Answers answers;

    IssuerController(Issuers issuers, ChangingNumberCodes changing, Answers answers) {
        this.issuers = issuers;
        this.changing = changing;
        this.answers = answers;
    }

    /** The caller's own standing and number code. */
    @GetMapping("/{id}")
    @Allowed(Action.ISSUER_READ)
    ResponseEntity<?> read(@PathVariable InstitutionId id, Caller caller) {
        requireOwn(id, caller);
        return answers.ok(issuers.find(id).orElseThrow(NotFoundException::new), IssuerView::of);
    }

    /** Sets the code that the caller's future numbers carry. */
    @PutMapping("/{id}")
    @Allowed(Action.ISSUER_CHANGE)
    ResponseEntity<?> change(
            @PathVariable InstitutionId id,
            @Valid @RequestBody IssuerSettings settings,
            Caller caller) {
        requireOwn(id, caller);
        return answers.ok(changing.handle(id, new IssuerCode(settings.code())), IssuerView::of);
    }

    private static void requireOwn(InstitutionId id, Caller caller) {
        if (!caller.institution().equals(id)) {
            throw new NotFoundException();
        }
    }
}
