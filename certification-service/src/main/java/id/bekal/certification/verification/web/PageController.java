package id.bekal.certification.verification.web;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.issuer.PublicUrl;
import id.bekal.certification.link.SharingCertificates;
import id.bekal.certification.link.web.HolderPage;
import id.bekal.certification.verification.CheckingCredentials;
import id.bekal.certification.verification.VerifyingCertificates;
import id.bekal.platform.security.OpenToAll;
import id.bekal.platform.web.Problems;

import io.swagger.v3.oas.annotations.Hidden;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/**
 * The pages for people: one document each, without script and without anything fetched, in both
 * languages. Programs that do not ask for HTML hear {@link VerificationController}.
 */
@Controller
@OpenToAll
@Hidden
class PageController {

    private final VerifyingCertificates verifying;
    private final CheckingCredentials checking;
    private final SharingCertificates sharing;
    private final PublicUrl publicUrl;
    private final PageStyle style;
    private final Clock clock;

    PageController(
            VerifyingCertificates verifying,
            CheckingCredentials checking,
            SharingCertificates sharing,
            PublicUrl publicUrl,
            PageStyle style,
            Clock clock) {
        this.verifying = verifying;
        this.checking = checking;
        this.sharing = sharing;
        this.publicUrl = publicUrl;
        this.style = style;
        this.clock = clock;
    }

    @GetMapping(path = "/verify/{token}", produces = MediaType.TEXT_HTML_VALUE)
    String verify(
            @PathVariable String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Texts texts = begin(request, response, model);
        Optional<Certificate> found = verifying.find(token);
        if (found.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return "verification/unknown";
        }
        Certificate certificate = found.get();
        VerificationView view =
                VerificationView.of(certificate, verifying.naming(certificate), clock);
        model.addAttribute("page", CertificatePage.of(view, texts));
        return "verification/certificate";
    }

    @GetMapping(path = "/verify", produces = MediaType.TEXT_HTML_VALUE)
    String form(HttpServletRequest request, HttpServletResponse response, Model model) {
        begin(request, response, model);
        return "verification/form";
    }

    @PostMapping(path = "/verify", produces = MediaType.TEXT_HTML_VALUE)
    String check(HttpServletRequest request, HttpServletResponse response, Model model)
            throws IOException {
        // before anything asks for a parameter of the form
        CheckView checked = CheckView.of(Brought.with(request).check(checking), clock);
        Texts texts = begin(request, response, model);
        response.setStatus(checked.httpStatus().value());
        model.addAttribute("check", CheckPage.of(checked, texts));
        return "verification/checked";
    }

    /** All certificates of who was given the link. */
    @GetMapping(path = "/holders/{token}", produces = MediaType.TEXT_HTML_VALUE)
    String holder(
            @PathVariable String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Texts texts = begin(request, response, model);
        var certificates = sharing.certificatesBy(token);
        if (certificates.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return "verification/no-link";
        }
        HolderPage page = HolderPage.of(certificates.get(), clock);
        model.addAttribute("token", token);
        model.addAttribute("checkedAt", texts.moment(page.checkedAt()));
        model.addAttribute("certificates", HeldCertificate.all(page, texts));
        return "verification/holder";
    }

    /** Ends the link, by whoever holds it. */
    @PostMapping(path = "/holders/{token}/revocation", produces = MediaType.TEXT_HTML_VALUE)
    String endLink(
            @PathVariable String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        begin(request, response, model);
        if (!sharing.end(token)) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return "verification/no-link";
        }
        return "verification/link-ended";
    }

    private Texts begin(HttpServletRequest request, HttpServletResponse response, Model model) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.VARY, VerificationController.VARY);
        response.setHeader("Content-Security-Policy", style.policy());
        // the token must not travel on
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        Texts texts = Texts.of(preferred(request), clock.getZone());
        model.addAttribute("t", texts);
        model.addAttribute("css", style.css());
        model.addAttribute("site", publicUrl.publicUrl().getAuthority());
        return texts;
    }

    /** The address says it, or else the browser. */
    private static Locale preferred(HttpServletRequest request) {
        String query = request.getQueryString();
        return switch (languageIn(query == null ? "" : query)) {
            case "en" -> Locale.ENGLISH;
            case "id" -> Locale.of("id");
            case null, default -> Problems.locale(request);
        };
    }

    /** By hand: asking for a parameter would read a form from the connection. */
    private static @Nullable String languageIn(String query) {
        for (String parameter : query.split("&")) {
            if (parameter.startsWith("lang=")) {
                return parameter.substring("lang=".length());
            }
        }
        return null;
    }
}
