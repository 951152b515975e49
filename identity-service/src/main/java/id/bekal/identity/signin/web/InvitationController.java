package id.bekal.identity.signin.web;

import id.bekal.identity.account.AcceptingInvitations;
import id.bekal.identity.account.AcceptingInvitations.InvitationRule;
import id.bekal.identity.account.Account;
import id.bekal.identity.secret.HashingGate.BusyException;
import id.bekal.platform.Outcome;
import id.bekal.platform.security.OpenToAll;

import io.swagger.v3.oas.annotations.Hidden;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page behind an invitation's link: it names nobody, since whoever has the link sees it. */
@Controller
@OpenToAll
@Hidden
class InvitationController {

    private final AcceptingInvitations accepting;

    InvitationController(AcceptingInvitations accepting) {
        this.accepting = accepting;
    }

    @GetMapping("/invitation/{token}")
    String open(@PathVariable String token, HttpServletResponse response) {
        return accepting.isGood(token) ? "invitation" : over(response);
    }

    @PostMapping("/invitation/{token}")
    String accept(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String repeated,
            HttpServletResponse response,
            Model model) {
        if (!password.equals(repeated)) {
            return again("DIFFERENT", HttpStatus.BAD_REQUEST, response, model);
        }
        Outcome<Account> outcome;
        try {
            outcome = accepting.accept(token, password);
        } catch (BusyException e) {
            response.setHeader("Retry-After", "5");
            return again("busy", HttpStatus.SERVICE_UNAVAILABLE, response, model);
        }
        return switch (outcome) {
            case Outcome.Accepted<Account> accepted -> "welcome";
            case Outcome.Refused<Account> refused
                    when refused.because() == InvitationRule.INVITATION_OVER ->
                    over(response);
            case Outcome.Refused<Account> refused ->
                    again(refused.because().name(), HttpStatus.BAD_REQUEST, response, model);
        };
    }

    private static String over(HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        return "over";
    }

    private static String again(
            String problem, HttpStatus status, HttpServletResponse response, Model model) {
        response.setStatus(status.value());
        model.addAttribute("problem", problem);
        return "invitation";
    }
}
