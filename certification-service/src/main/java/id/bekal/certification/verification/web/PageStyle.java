package id.bekal.certification.verification.web;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The pages' one style sheet, which lies in each of them, and the policy that permits nothing else.
 */
@Component
class PageStyle {

    private final String css;
    private final String policy;

    PageStyle() {
        try {
            css =
                    new ClassPathResource("pages/verification.css")
                            .getContentAsString(StandardCharsets.UTF_8);
            String hash =
                    Base64.getEncoder()
                            .encodeToString(
                                    MessageDigest.getInstance("SHA-256")
                                            .digest(css.getBytes(StandardCharsets.UTF_8)));
            policy =
                    "default-src 'none'; style-src 'sha256-"
                            + hash
                            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String css() {
        return css;
    }

    String policy() {
        return policy;
    }
}
