package id.bekal.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import id.bekal.identity.Browser;
import id.bekal.identity.IdentityFixture;
import id.bekal.identity.Person;
import id.bekal.identity.account.Email;
import id.bekal.identity.account.SigningIn;
import id.bekal.testing.Api;

import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoOperations;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

class SignInIT {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration STEP = Duration.ofSeconds(30);

    private static IdentityFixture identity;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        identity = IdentityFixture.start(folder).withInstitutions();
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    private static Person invited(String... roles) throws Exception {
        return Person.invited(
                identity,
                identity.as("kanwil"),
                "lapas-1",
                "staff%d@lapas.test".formatted(NUMBER.incrementAndGet()),
                roles);
    }

    @Nested
    class FromTheConsoleToItsCallback {

        @Test
        void asksForPasswordAndAppAndGivesATokenOfTheRoles() throws Exception {
            Person head = invited("HEAD").welcomed();
            Browser browser = new Browser(identity);

            assertThat(browser.get(Browser.authorize()).location()).isEqualTo("/login");
            assertThat(head.givePassword(browser).location()).isEqualTo("/login/enrolment");
            Browser.Page recovery = head.enrol(browser);
            assertThat(head.recoveryCodes).hasSize(10);
            String back =
                    browser.get(
                                    recovery.found("href=\"(/oauth2/authorize[^\"]+)\"")
                                            .replace("&amp;", "&"))
                            .location();

            assertThat(back).startsWith(IdentityFixture.CALLBACK);
            assertThat(Browser.parameter(back, "state")).isEqualTo("xyz");
            assertThat(browser.cookie("JSESSIONID")).as("a session of one instance").isNull();
            var response = Person.redeem(identity, Browser.parameter(back, "code"));
            JWTClaimsSet claims = IdentityFixture.jwt(response).getJWTClaimsSet();
            assertThat(claims.getSubject()).isEqualTo(head.id);
            assertThat(claims.getAudience()).containsExactly("bekal");
            assertThat(claims.getClaim("institution")).isEqualTo("lapas-1");
            assertThat(claims.getClaim("kind")).isEqualTo("LAPAS");
            assertThat(claims.getClaim("roles")).isEqualTo(List.of("HEAD"));
            assertThat(claims.getStringClaim("scope"))
                    .isEqualTo(
                            "agreements.read agreements.write certificates.read events.read"
                                    + " events.write openid profile"
                                    + " training.read training.write");
            assertThat(String.valueOf(Person.json(response).get("scope")).split(" "))
                    .containsExactlyInAnyOrder(claims.getStringClaim("scope").split(" "));
            assertThat(claims.toString()).doesNotContain("Siti", head.email);
            assertThat(Person.json(response)).doesNotContainKey("refresh_token");
        }

        @Test
        void namesThePersonInTheIdTokenAndTheUserInfoWhenAskedFor() throws Exception {
            Person officer = invited("OFFICER").welcomed();
            var response = Person.redeem(identity, officer.firstSignIn(new Browser(identity)));

            JWTClaimsSet id =
                    SignedJWT.parse(String.valueOf(Person.json(response).get("id_token")))
                            .getJWTClaimsSet();
            assertThat(id.getAudience()).containsExactly("bekal-console");
            assertThat(id.getSubject()).isEqualTo(officer.id);
            assertThat(id.getClaim("nonce")).isEqualTo("n-1");
            assertThat(id.getClaim("name")).isEqualTo("Siti Aminah");
            assertThat(id.getClaim("institution")).isEqualTo("lapas-1");
            assertThat(id.getClaim("auth_time")).isNotNull();
            assertThat(id.toString()).doesNotContain(officer.email);
            Api.Answer info =
                    identity.bearing(IdentityFixture.accessToken(response))
                            .get("/userinfo")
                            .expect(200);
            assertThat(info.json().path("sub").asString()).isEqualTo(officer.id);
            assertThat(info.json().path("name").asString()).isEqualTo("Siti Aminah");
            assertThat(info.json().path("institution").asString()).isEqualTo("lapas-1");
        }

        @Test
        void doesNotNameThePersonWhenNotAskedTo() throws Exception {
            Person officer = invited("OFFICER").welcomed();
            Browser browser = new Browser(identity);
            officer.firstSignIn(browser);

            String code =
                    Browser.parameter(
                            browser.get(Browser.authorize("scope", "openid training.read"))
                                    .location(),
                            "code");
            var response = Person.redeem(identity, code);

            assertThat(
                            SignedJWT.parse(String.valueOf(Person.json(response).get("id_token")))
                                    .getJWTClaimsSet()
                                    .getClaims())
                    .doesNotContainKey("name");
            assertThat(IdentityFixture.jwt(response).getJWTClaimsSet().getClaim("scope"))
                    .isEqualTo("openid training.read");
            assertThat(
                            identity.bearing(IdentityFixture.accessToken(response))
                                    .get("/userinfo")
                                    .json()
                                    .has("name"))
                    .isFalse();
        }

        @Test
        void givesNoScopeThatTheRoleDoesNotHave() throws Exception {
            Person observer = invited("OBSERVER").welcomed();
            Browser browser = new Browser(identity);
            observer.firstSignIn(browser);

            String code =
                    Browser.parameter(
                            browser.get(
                                            Browser.authorize(
                                                    "scope",
                                                    "openid training.read training.write operations"))
                                    .location(),
                            "code");

            assertThat(
                            IdentityFixture.jwt(Person.redeem(identity, code))
                                    .getJWTClaimsSet()
                                    .getClaim("scope"))
                    .isEqualTo("openid training.read");
        }

        @Test
        void renewsATokenSilentlyWhileSignedInAndSaysSoWhenNot() throws Exception {
            Person officer = invited("OFFICER").welcomed();
            Browser browser = new Browser(identity);
            String silent = Browser.authorize("prompt", "none");

            assertThat(Browser.parameter(browser.get(silent).location(), "error"))
                    .isEqualTo("login_required");
            officer.firstSignIn(browser);
            String code = Browser.parameter(browser.get(silent).location(), "code");

            assertThat(Person.redeem(identity, code).statusCode()).isEqualTo(200);
        }

        @Test
        void goesOnAtAnotherInstance() throws Exception {
            Person head = invited("HEAD").welcomed();
            Browser here = new Browser(identity);
            here.get(Browser.authorize());
            head.givePassword(here);
            try (IdentityFixture other = identity.another()) {
                Browser there = here.movedTo(other);
                String onward =
                        head.enrol(there)
                                .found("href=\"(/oauth2/authorize[^\"]+)\"")
                                .replace("&amp;", "&");
                String code =
                        Browser.parameter(there.movedTo(identity).get(onward).location(), "code");

                assertThat(Person.redeem(other, code).statusCode()).isEqualTo(200);
            }
        }

        @Test
        void redeemsACodeOnceAndEndsAllThatCameOfIt() throws Exception {
            Person officer = invited("OFFICER").welcomed();
            Browser browser = new Browser(identity);
            String code = officer.firstSignIn(browser);
            assertThat(Person.redeem(identity, code).statusCode()).isEqualTo(200);

            var again = Person.redeem(identity, code);

            assertThat(again.statusCode()).isEqualTo(400);
            assertThat(Person.json(again)).containsEntry("error", "invalid_grant");
            assertThat(browser.get(Browser.authorize()).location()).isEqualTo("/login");
            assertThat(identity.get("/oauth2/revocations").body()).contains(officer.id);
        }

        @Test
        void redeemsACodeOnceAlsoWhenTwoTryAtOnce() throws Exception {
            Person officer = invited("OFFICER").welcomed();
            Browser browser = new Browser(identity);
            officer.firstSignIn(browser);
            for (int round = 0; round < 5; round++) {
                String code =
                        Browser.parameter(browser.get(Browser.authorize()).location(), "code");
                List<Callable<Integer>> tries =
                        Collections.nCopies(4, () -> Person.redeem(identity, code).statusCode());
                List<Integer> answers = new ArrayList<>();
                try (var threads = Executors.newFixedThreadPool(4)) {
                    for (var tried : threads.invokeAll(tries)) {
                        answers.add(tried.get());
                    }
                }

                assertThat(answers).containsOnlyOnce(200).containsOnly(200, 400);
                identity.clock().forward(STEP.multipliedBy(3));
                browser = new Browser(identity);
                officer.givePassword(browser);
                browser.submit("/login/code", Map.of("code", officer.code()));
            }
        }

        @Test
        void refusesAnotherVerifier() throws Exception {
            Person officer = invited("OFFICER").welcomed();
            String code = officer.firstSignIn(new Browser(identity));

            var response = Person.redeem(identity, code, "x".repeat(43));

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(Person.json(response)).containsEntry("error", "invalid_grant");
        }
    }

    @Nested
    class TheAuthorizationEndpoint {

        @Test
        void refusesARequestWithoutPkce() throws Exception {
            String back =
                    new Browser(identity)
                            .get(
                                    Browser.authorize(
                                            "code_challenge", null, "code_challenge_method", null))
                            .location();

            assertThat(Browser.parameter(back, "error")).isEqualTo("invalid_request");
        }

        @Test
        void refusesAPlainChallenge() throws Exception {
            String back =
                    new Browser(identity)
                            .get(Browser.authorize("code_challenge_method", "plain"))
                            .location();

            assertThat(Browser.parameter(back, "error")).isEqualTo("invalid_request");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://evil.test/",
                    "https://console.test/callback/more",
                    "https://console.test/callback?x=1",
                    "http://console.test/callback"
                })
        void sendsNobodyToAnotherAddress(String address) throws Exception {
            Browser.Page page =
                    new Browser(identity).get(Browser.authorize("redirect_uri", address));

            assertThat(page.status()).isEqualTo(400);
            assertThat(page.location()).isEmpty();
            assertThat(page.body()).contains("Mulai lagi dari aplikasi Bekal");
        }

        @Test
        void refusesTheImplicitGrantAndAClientThatIsNone() throws Exception {
            assertThat(
                            new Browser(identity)
                                    .get(Browser.authorize("response_type", "token"))
                                    .status())
                    .isEqualTo(400);
            assertThat(new Browser(identity).get(Browser.authorize("client_id", "nobody")).status())
                    .isEqualTo(400);
        }

        @Test
        void isClosedToClientsThatActForThemselves() throws Exception {
            assertThat(new Browser(identity).get(Browser.authorize("client_id", "lapas")).status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class ThePassword {

        @Test
        void isRefusedAlikeForAWrongOneAnUnknownAddressAndALockedAccount() throws Exception {
            Person officer = invited("OFFICER").welcomed();
            Browser.Page wrong = attempt(officer.email, "wrong");
            Browser.Page unknown = attempt("nobody@lapas.test", "wrong");
            for (int i = 0; i < 4; i++) {
                attempt(officer.email, "wrong");
            }
            Browser.Page locked = attempt(officer.email, Person.PASSWORD);

            assertThat(wrong.status()).isEqualTo(401);
            assertThat(unknown.status()).isEqualTo(401);
            assertThat(locked.status()).isEqualTo(401);
            assertThat(problem(unknown)).isEqualTo(problem(wrong));
            assertThat(problem(locked)).isEqualTo(problem(wrong));
        }

        @Test
        void isJudgedUntilTheFifthFailureAndAgainAfterAQuarterOfAnHour() throws Exception {
            Person officer = invited("OFFICER").welcomed();
            for (int i = 0; i < 4; i++) {
                attempt(officer.email, "wrong");
            }
            assertThat(attempt(officer.email, Person.PASSWORD).status()).isEqualTo(302);
            attempt(officer.email, "wrong");

            assertThat(attempt(officer.email, Person.PASSWORD).status()).isEqualTo(401);
            identity.clock().forward(Duration.ofMinutes(14));
            assertThat(attempt(officer.email, Person.PASSWORD).status()).isEqualTo(401);
            identity.clock().forward(Duration.ofMinutes(1));
            assertThat(attempt(officer.email, Person.PASSWORD).status()).isEqualTo(302);
        }

        @Test
        void isJudgedFiveTimesAlsoWhenTwentyAreTriedAtOnce() throws Exception {
            Person officer = invited("OFFICER").welcomed();
            SigningIn signingIn = identity.bean(SigningIn.class);
            List<Callable<Boolean>> tries = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String password = i == 19 ? Person.PASSWORD : "wrong " + i;
                tries.add(
                        () ->
                                signingIn
                                        .withPassword(new Email(officer.email), password)
                                        .isPresent());
            }
            try (var threads = Executors.newFixedThreadPool(20)) {
                for (var tried : threads.invokeAll(tries.subList(0, 19))) {
                    assertThat(tried.get()).isFalse();
                }
            }

            assertThat(tries.get(19).call()).isFalse();
            Document counted =
                    identity
                            .bean(MongoOperations.class)
                            .findAll(Document.class, "sign_in_attempts")
                            .stream()
                            .max(Comparator.comparing(found -> found.getInteger("failures")))
                            .orElseThrow();
            assertThat(counted.getInteger("failures")).isEqualTo(5);
        }

        @Test
        void isOneThatAnAdministratorUnlocks() throws Exception {
            Person officer = invited("OFFICER").welcomed();
            for (int i = 0; i < 5; i++) {
                attempt(officer.email, "wrong");
            }
            Api kanwil = identity.as("kanwil");
            assertThat(
                            kanwil.get("/api/accounts/" + officer.id)
                                    .json()
                                    .path("lockedByFailures")
                                    .asBoolean())
                    .isTrue();

            kanwil.post("/api/accounts/" + officer.id + "/unlocking", "").expect(200);

            assertThat(attempt(officer.email, Person.PASSWORD).status()).isEqualTo(302);
        }

        @Test
        void isTakenWithTheAddressInCapitalsAndBlanks() throws Exception {
            Person officer = invited("OFFICER").welcomed();

            assertThat(attempt(" " + officer.email.toUpperCase() + " ", Person.PASSWORD).status())
                    .isEqualTo(302);
        }

        @Test
        void isNotEnoughForWhoIsOfAnInstitutionNoLongerInForce() throws Exception {
            identity.institution(
                    "lapas-3",
                    "LAPAS",
                    id.bekal.contracts.agreements.InstitutionRole.CORRECTIONAL,
                    "kanwil-1",
                    true);
            Person officer =
                    Person.invited(
                                    identity,
                                    identity.as("kanwil"),
                                    "lapas-3",
                                    "closed@lapas.test",
                                    "OFFICER")
                            .welcomed();
            assertThat(attempt(officer.email, Person.PASSWORD).status()).isEqualTo(302);

            identity.institution(
                    "lapas-3",
                    "LAPAS",
                    id.bekal.contracts.agreements.InstitutionRole.CORRECTIONAL,
                    "kanwil-1",
                    false);

            assertThat(attempt(officer.email, Person.PASSWORD).status()).isEqualTo(401);
        }

        private Browser.Page attempt(String email, String password) throws Exception {
            return new Browser(identity)
                    .submit("/login", Map.of("email", email, "password", password));
        }

        private String problem(Browser.Page page) {
            return page.found("role=\"alert\">([^<]+)<");
        }
    }

    @Nested
    class TheCode {

        @Test
        void isGoodOnce() throws Exception {
            Person head = enrolled("HEAD");
            identity.clock().forward(STEP);
            String code = head.code();

            assertThat(signIn(head, code).status()).isEqualTo(302);

            assertThat(signIn(head, code).status()).isEqualTo(401);
        }

        @Test
        void mayBeOneStepOffAndNoMore() throws Exception {
            Person head = enrolled("HEAD");
            identity.clock().forward(STEP.multipliedBy(10));
            // a code two steps off is one step off once the clock has gone on to the next
            identity.clock().stop();
            try {
                var now = identity.clock().instant();
                assertThat(signIn(head, head.codeAt(now.minus(STEP.multipliedBy(2)))).status())
                        .isEqualTo(401);
                assertThat(signIn(head, head.codeAt(now.plus(STEP.multipliedBy(2)))).status())
                        .isEqualTo(401);
                assertThat(signIn(head, head.codeAt(now.minus(STEP))).status()).isEqualTo(302);
                assertThat(signIn(head, head.codeAt(now.plus(STEP))).status()).isEqualTo(302);
            } finally {
                identity.clock().run();
            }
        }

        @Test
        void countsWrongOnesTogetherWithWrongPasswords() throws Exception {
            Person head = enrolled("HEAD");
            identity.clock().forward(STEP);
            Browser browser = new Browser(identity);
            head.givePassword(browser);
            for (int i = 0; i < 5; i++) {
                assertThat(browser.submit("/login/code", Map.of("code", "000000")).status())
                        .isEqualTo(401);
            }

            assertThat(browser.submit("/login/code", Map.of("code", head.code())).status())
                    .isEqualTo(401);
            assertThat(head.givePassword(new Browser(identity)).status()).isEqualTo(401);
        }

        @Test
        void isReplacedByARecoveryCodeOnce() throws Exception {
            Person head = enrolled("HEAD");
            String recovery = head.recoveryCodes.getFirst();

            assertThat(signIn(head, recovery.toUpperCase().replace("-", " ")).status())
                    .isEqualTo(302);
            assertThat(signIn(head, recovery).status()).isEqualTo(401);
            assertThat(signIn(head, head.recoveryCodes.get(1)).status()).isEqualTo(302);
        }

        @Test
        void cannotBeSkippedWhereTheRoleMustHaveOne() throws Exception {
            Person head = invited("HEAD").welcomed();
            Browser browser = new Browser(identity);
            browser.get(Browser.authorize());
            head.givePassword(browser);

            assertThat(browser.get("/login/enrolment").body()).doesNotContain("/login/later");
            browser.submit("/login/enrolment", "/login/later", Map.of());

            assertThat(browser.get(Browser.authorize()).location()).isEqualTo("/login");
        }

        @Test
        void isOfferedToOthersWhoMayGoOnWithoutOne() throws Exception {
            Person observer = invited("OBSERVER").welcomed();
            Browser browser = new Browser(identity);
            browser.get(Browser.authorize());
            observer.givePassword(browser);

            String onward = browser.submit("/login/enrolment", "/login/later", Map.of()).location();

            assertThat(browser.get(onward).location()).startsWith(IdentityFixture.CALLBACK);
        }

        @Test
        void isAskedForOfWhoHasAnAppInAnyRole() throws Exception {
            Person observer = enrolled("OBSERVER");
            Browser browser = new Browser(identity);

            assertThat(observer.givePassword(browser).location()).isEqualTo("/login/code");
            assertThat(browser.get("/login/enrolment").location()).isEqualTo("/login");
        }

        private Person enrolled(String role) throws Exception {
            Person person = invited(role).welcomed();
            person.firstSignIn(new Browser(identity));
            return person;
        }

        private Browser.Page signIn(Person person, String code) throws Exception {
            Browser browser = new Browser(identity);
            person.givePassword(browser);
            return browser.submit("/login/code", Map.of("code", code));
        }
    }

    @Nested
    class ASignIn {

        @Test
        void isNobodysBeforeItsLastStep() throws Exception {
            Person head = invited("HEAD").welcomed();
            Browser browser = new Browser(identity);
            head.givePassword(browser);

            assertThat(browser.get(Browser.authorize()).location()).isEqualTo("/login");
        }

        @Test
        void isNotTheOneThatWasPlantedBefore() throws Exception {
            Person officer = invited("OFFICER").welcomed();
            Browser attacker = new Browser(identity);
            attacker.get(Browser.authorize());
            Browser victim = new Browser(identity);
            victim.plant("bekal-sign-in", String.valueOf(attacker.cookie("bekal-sign-in")));

            officer.givePassword(victim);
            officer.enrol(victim);

            assertThat(victim.cookie("bekal-sign-in"))
                    .isNotEqualTo(attacker.cookie("bekal-sign-in"));
            assertThat(attacker.get(Browser.authorize()).location()).isEqualTo("/login");
            assertThat(victim.get(Browser.authorize()).location())
                    .startsWith(IdentityFixture.CALLBACK);
        }

        @Test
        void endsUnusedAfterHalfAnHourAndUsedAfterTenHours() throws Exception {
            Browser idle = signedIn();
            Browser used = signedIn();

            identity.clock().forward(Duration.ofMinutes(29));
            assertThat(isIn(idle)).isTrue();
            identity.clock().forward(Duration.ofMinutes(30));
            assertThat(isIn(idle)).isFalse();

            Browser busy = signedIn();
            for (int i = 0; i < 23; i++) {
                identity.clock().forward(Duration.ofMinutes(26));
                assertThat(isIn(busy)).as("after %d times 26 minutes", i + 1).isTrue();
            }
            identity.clock().forward(Duration.ofMinutes(2));
            assertThat(isIn(busy)).isFalse();
            assertThat(isIn(used)).isFalse();
        }

        @Test
        void endsWhenThePersonSignsOut() throws Exception {
            Person officer = invited("OFFICER").welcomed();
            Browser browser = new Browser(identity);
            var response = Person.redeem(identity, officer.firstSignIn(browser));
            String idToken = String.valueOf(Person.json(response).get("id_token"));
            String cookie = String.valueOf(browser.cookie("bekal-sign-in"));

            Browser.Page out =
                    browser.get(
                            "/oauth2/logout?id_token_hint="
                                    + idToken
                                    + "&post_logout_redirect_uri="
                                    + IdentityFixture.encoded(IdentityFixture.CALLBACK)
                                    + "&state=bye");

            assertThat(out.location()).isEqualTo(IdentityFixture.CALLBACK + "?state=bye");
            assertThat(isIn(browser)).isFalse();
            browser.plant("bekal-sign-in", cookie);
            assertThat(isIn(browser)).isFalse();
        }

        @Test
        void isCarriedByACookieNoScriptReadsAndNoOtherSitesFormSends() throws Exception {
            String set = new Browser(identity).get(Browser.authorize()).header("Set-Cookie");

            assertThat(set).contains("HttpOnly", "SameSite=Lax", "Path=/").doesNotContain("Secure");
        }

        private Browser signedIn() throws Exception {
            Browser browser = new Browser(identity);
            invited("OFFICER").welcomed().firstSignIn(browser);
            return browser;
        }

        private boolean isIn(Browser browser) throws Exception {
            return browser.get(Browser.authorize()).location().startsWith(IdentityFixture.CALLBACK);
        }
    }

    @Nested
    class ThePages {

        @Test
        void areIndonesianUnlessEnglishIsPreferred() throws Exception {
            assertThat(new Browser(identity).get("/login").body()).startsWith("<!DOCTYPE html>");
            assertThat(new Browser(identity).in("en").get("/login").body())
                    .contains("institution&#39;s administrator");
            assertThat(new Browser(identity).get("/login").body())
                    .contains("<html lang=\"id\"", "Kata sandi");
            assertThat(new Browser(identity).in("fr").get("/login").body())
                    .contains("<html lang=\"id\"");
            assertThat(new Browser(identity).in("en-GB,id;q=0.5").get("/login").body())
                    .contains("<html lang=\"en\"", "Password");
        }

        @Test
        void loadNothingFromElsewhereRunNoScriptAndLabelEachField() throws Exception {
            Browser.Page page = new Browser(identity).get("/login");

            assertThat(page.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .contains("form-action 'self' https://console.test")
                    .doesNotContain("unsafe");
            assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(page.header("Cache-Control")).contains("no-store");
            assertThat(page.body())
                    .doesNotContain("<script", "style=", "http://", "https://")
                    .contains("name=\"viewport\"")
                    .contains("<label for=\"email\">", "<label for=\"password\">");
            assertThat(new Browser(identity).get("/login/style.css").header("Content-Type"))
                    .startsWith("text/css");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/login", "/login/code", "/login/enrolment", "/login/later"})
        void refuseAFormThatIsForged(String path) throws Exception {
            Browser.Page page =
                    new Browser(identity).post(path, Map.of("email", "a@b.test", "password", "x"));

            assertThat(page.status()).isEqualTo(403);
            assertThat(page.body()).contains("Halaman tidak dapat dibuka");
        }

        @Test
        void showTheEntryAgainAsTextAndNotAsMarkup() throws Exception {
            String entry = "\"><img src=x>@lapas.test";

            assertThat(
                            new Browser(identity)
                                    .submit("/login", Map.of("email", entry, "password", "x"))
                                    .body())
                    .doesNotContain("<img")
                    .contains("&lt;img");
        }
    }
}
