package id.bekal.identity;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;

import id.bekal.testing.Api;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import javax.crypto.spec.SecretKeySpec;

/** Someone with an account: accepts the invitation, sets up the app, signs in. */
public final class Person {

    public static final String PASSWORD = "kereta malam ungu berlian 7";

    public final String id;
    public final String email;
    public final String invitation;
    private final IdentityFixture identity;
    private @Nullable String key;
    public List<String> recoveryCodes = List.of();

    private Person(IdentityFixture identity, String id, String email, String invitation) {
        this.identity = identity;
        this.id = id;
        this.email = email;
        this.invitation = invitation;
    }

    /** Has an account opened by who is authorised. */
    public static Person invited(
            IdentityFixture identity, Api by, String institution, String email, String... roles) {
        var answer =
                by.post(
                                "/api/accounts",
                                Map.of(
                                        "institution",
                                        institution,
                                        "email",
                                        email,
                                        "name",
                                        "Siti Aminah",
                                        "roles",
                                        List.of(roles)))
                        .expect(201);
        String link = answer.json().path("invitation").asString();
        return new Person(
                identity,
                answer.json().path("id").asString(),
                email,
                link.substring(link.lastIndexOf("/invitation/")));
    }

    /** Sets the password. */
    public Person welcomed() throws Exception {
        var page =
                new Browser(identity)
                        .submit(invitation, Map.of("password", PASSWORD, "repeated", PASSWORD));
        if (page.status() != 200) {
            throw new AssertionError(page.status() + ": " + page.body());
        }
        return this;
    }

    /** Gives the right password; answers where it leads. */
    public Browser.Page givePassword(Browser browser) throws Exception {
        return browser.submit("/login", Map.of("email", email, "password", PASSWORD));
    }

    /** Sets up the app, at the enrolment page. */
    public Browser.Page enrol(Browser browser) throws Exception {
        key = browser.get("/login/enrolment").found("class=\"key\">([A-Z2-7 ]+)<").replace(" ", "");
        Browser.Page page = browser.submit("/login/enrolment", Map.of("code", code()));
        recoveryCodes =
                Pattern.compile("<li>([a-z0-9-]+)</li>")
                        .matcher(page.body())
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        return page;
    }

    /** What the app shows now. */
    public String code() throws Exception {
        return codeAt(identity.clock().instant());
    }

    public String codeAt(Instant time) throws Exception {
        return new TimeBasedOneTimePasswordGenerator()
                .generateOneTimePasswordString(
                        new SecretKeySpec(
                                base32(java.util.Objects.requireNonNull(key)), "HmacSHA1"),
                        time);
    }

    private static byte[] base32(String text) {
        var bits = new StringBuilder();
        for (char c : text.toCharArray()) {
            String digit = Integer.toBinaryString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c));
            bits.append("0".repeat(5 - digit.length())).append(digit);
        }
        byte[] bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return bytes;
    }

    /** From the console to its callback, by password and enrolment; the code it comes with. */
    public String firstSignIn(Browser browser) throws Exception {
        browser.get(Browser.authorize());
        givePassword(browser);
        String onward = enrol(browser).found("href=\"(/oauth2/authorize[^\"]+)\"");
        return Browser.parameter(browser.get(onward.replace("&amp;", "&")).location(), "code");
    }

    /** A token, by a whole first sign-in. */
    public String firstToken() throws Exception {
        return IdentityFixture.accessToken(redeem(identity, firstSignIn(new Browser(identity))));
    }

    /** Redeems a code as the console does. */
    public static HttpResponse<String> redeem(IdentityFixture identity, String code)
            throws Exception {
        return redeem(identity, code, Browser.VERIFIER);
    }

    public static HttpResponse<String> redeem(
            IdentityFixture identity, String code, String verifier) throws Exception {
        return identity.post(
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        "bekal-console",
                        "redirect_uri",
                        IdentityFixture.CALLBACK,
                        "code",
                        code,
                        "code_verifier",
                        verifier));
    }

    public static Map<String, Object> json(HttpResponse<String> response) throws Exception {
        return JSONObjectUtils.parse(response.body());
    }
}
