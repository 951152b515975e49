package id.bekal.certification.verification;

import static id.bekal.certification.verification.VerificationFixture.bean;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import id.bekal.certification.link.SharingCertificates;
import id.bekal.platform.web.InvalidInputException;
import id.bekal.platform.web.PageRequest;

import java.nio.charset.StandardCharsets;

/** Whatever is asked for by a certificate's token, a holder's link or a list's cursor. */
public class TokenFuzzTests {

    private final VerifyingCertificates verifying = bean(VerifyingCertificates.class);
    private final SharingCertificates sharing = bean(SharingCertificates.class);

    @FuzzTest
    void looksForAsManyCharactersWhateverIsAsked(byte[] asked) {
        String token = new String(asked, StandardCharsets.UTF_8);
        assertThat(verifying.find(token).isPresent()).isEqualTo(isOne(token));
        assertThat(sharing.certificatesBy(token)).isEmpty();
        assertThat(sharing.end(token)).isFalse();
        try {
            assertThat(PageRequest.of(token, null).after()).isNotNull();
        } catch (InvalidInputException e) {
            assertThat(e.field()).isEqualTo("cursor");
        }
    }

    /** By hand, to tell an expression that is wrong. */
    private static boolean isOne(String token) {
        return token.length() == 26
                && token.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
    }
}
