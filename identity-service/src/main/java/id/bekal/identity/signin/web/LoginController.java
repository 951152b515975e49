package id.bekal.identity.signin.web;

import id.bekal.identity.IdentitySettings;
import id.bekal.identity.account.Account;
import id.bekal.identity.account.AccountId;
import id.bekal.identity.account.Email;
import id.bekal.identity.account.SigningIn;
import id.bekal.identity.secret.HashingGate.BusyException;
import id.bekal.identity.signin.SignIn;
import id.bekal.identity.signin.SignIns;
import id.bekal.platform.security.OpenToAll;

import io.swagger.v3.oas.annotations.Hidden;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The steps of signing in, a page each: password, then code or enrolment, then back to where the
 * browser came from. Nobody is signed in before the last step.
 */
@Controller
@OpenToAll
@Hidden
class LoginController {

    private final SigningIn signingIn;
    private final SignIns signIns;
    private final SignInCookie cookie;
    private final MessageSource texts;
    private final long lockedMinutes;

    LoginController(
            SigningIn signingIn,
            SignIns signIns,
            SignInCookie cookie,
            MessageSource texts,
            IdentitySettings settings) {
        this.signingIn = signingIn;
        this.signIns = signIns;
        this.cookie = cookie;
        this.texts = texts;
        this.lockedMinutes = settings.signIn().lockedFor().toMinutes();
    }

    @GetMapping("/login")
    String password() {
        return "password";
    }

    @PostMapping("/login")
    String password(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<AccountId> passed;
        try {
            passed = signingIn.withPassword(new Email(email), password);
        } catch (BusyException e) {
            response.setHeader("Retry-After", "5");
            return again("password", "busy", HttpStatus.SERVICE_UNAVAILABLE, response, model);
        }
        Optional<Account> account = passed.flatMap(signingIn::usable);
        if (account.isEmpty()) {
            model.addAttribute("email", email);
            return again("password", "wrong", HttpStatus.UNAUTHORIZED, response, model);
        }
        cookie.write(response, signIns.passed(cookie.read(request), account.get().id()));
        return switch (signingIn.next(account.get())) {
            case CODE -> "redirect:/login/code";
            case MUST_ENROL, MAY_ENROL -> "redirect:/login/enrolment";
        };
    }

    @GetMapping("/login/code")
    String code(HttpServletRequest request) {
        return at(request, SigningIn.Next.CODE).isPresent() ? "code" : "redirect:/login";
    }

    @PostMapping("/login/code")
    String code(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<Account> account = at(request, SigningIn.Next.CODE);
        if (account.isEmpty()) {
            return "redirect:/login";
        }
        if (!signingIn.withCode(account.get().id(), code)) {
            return again("code", "wrongCode", HttpStatus.UNAUTHORIZED, response, model);
        }
        return completed(account.get(), request, response);
    }

    @GetMapping("/login/enrolment")
    String enrolment(HttpServletRequest request, Locale locale, Model model) {
        Optional<Account> account = enrolling(request);
        if (account.isEmpty()) {
            return "redirect:/login";
        }
        offered(account.get(), locale, model);
        return "enrolment";
    }

    @PostMapping("/login/enrolment")
    String enrolment(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        Optional<Account> account = enrolling(request);
        if (account.isEmpty()) {
            return "redirect:/login";
        }
        Optional<List<String>> recovery = signingIn.enrol(account.get().id(), code);
        if (recovery.isEmpty()) {
            offered(account.get(), locale, model);
            return again("enrolment", "wrongCode", HttpStatus.UNAUTHORIZED, response, model);
        }
        String onward = completed(account.get(), request, response);
        model.addAttribute("recovery", recovery.get());
        model.addAttribute("onward", onward.substring("redirect:".length()));
        return "recovery";
    }

    /** Goes on without an app, where one is offered only. */
    @PostMapping("/login/later")
    String later(HttpServletRequest request, HttpServletResponse response) {
        Optional<Account> account = at(request, SigningIn.Next.MAY_ENROL);
        if (account.isEmpty()) {
            return "redirect:/login";
        }
        signingIn.withoutCode(account.get());
        return completed(account.get(), request, response);
    }

    /** Where who came here directly ends. */
    @GetMapping("/login/done")
    String done() {
        return "done";
    }

    private Optional<Account> enrolling(HttpServletRequest request) {
        return at(request, SigningIn.Next.MUST_ENROL)
                .or(() -> at(request, SigningIn.Next.MAY_ENROL));
    }

    /** The account whose password was right and that is at this step now. */
    private Optional<Account> at(HttpServletRequest request, SigningIn.Next step) {
        return signIns.find(cookie.read(request))
                .filter(signIn -> signIn.completedAt() == null)
                .flatMap(this::begun)
                .filter(account -> signingIn.next(account) == step);
    }

    /** Not one whose password was reset since: it was another that was right then. */
    private Optional<Account> begun(SignIn signIn) {
        return Optional.ofNullable(signIn.account())
                .flatMap(signingIn::usable)
                .filter(account -> account.upholds(signIn.startedAt()));
    }

    private String completed(
            Account account, HttpServletRequest request, HttpServletResponse response) {
        String token = java.util.Objects.requireNonNull(cookie.read(request));
        String completed = signIns.completed(token, account.id());
        cookie.write(response, completed);
        @Nullable String query = signIns.find(completed).map(SignIn::query).orElse(null);
        return query == null ? "redirect:/login/done" : "redirect:/oauth2/authorize?" + query;
    }

    private void offered(Account account, Locale locale, Model model) {
        SigningIn.Offer offer = signingIn.offer(account.id());
        String uri =
                "otpauth://totp/Bekal:%s?secret=%s&issuer=Bekal"
                        .formatted(
                                URLEncoder.encode(offer.email(), StandardCharsets.UTF_8),
                                offer.secret());
        model.addAttribute("qr", QrCode.svg(uri, texts.getMessage("enrolment.qr", null, locale)));
        model.addAttribute("key", offer.secret().replaceAll("(.{4})(?=.)", "$1 "));
        model.addAttribute("mayWait", signingIn.next(account) == SigningIn.Next.MAY_ENROL);
    }

    private String again(
            String page,
            String problem,
            HttpStatus status,
            HttpServletResponse response,
            Model model) {
        response.setStatus(status.value());
        model.addAttribute("problem", problem);
        model.addAttribute("lockedMinutes", lockedMinutes);
        return page;
    }
}
