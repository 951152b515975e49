package id.bekal.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.identity.Browser;
import id.bekal.identity.IdentityFixture;
import id.bekal.identity.Person;
import id.bekal.testing.Api;

import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.mongodb.core.MongoOperations;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

@ExtendWith(OutputCaptureExtension.class)
class AccountsIT {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static IdentityFixture identity;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        identity = IdentityFixture.start(folder).withInstitutions();
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    private static String address() {
        return "person%d@lapas.test".formatted(NUMBER.incrementAndGet());
    }

    private static Map<String, Object> request(String institution, Object... changes) {
        Map<String, Object> request = new HashMap<>();
        request.put("institution", institution);
        request.put("email", address());
        request.put("name", "Budi Santoso");
        request.put("roles", List.of("OFFICER"));
        for (int i = 0; i < changes.length; i += 2) {
            request.put((String) changes[i], changes[i + 1]);
        }
        return request;
    }

    private static Person officer() throws Exception {
        return Person.invited(identity, identity.as("kanwil"), "lapas-1", address(), "OFFICER");
    }

    private static Person administrator() throws Exception {
        return Person.invited(
                        identity, identity.as("kanwil"), "lapas-1", address(), "ADMINISTRATOR")
                .welcomed();
    }

    @Nested
    class Opening {

        @Test
        void namesThePersonToWhoOpensItAndKeepsNothingReadable() throws Exception {
            String email = address();
            Api.Answer answer =
                    identity.as("kanwil")
                            .with("Idempotency-Key", UUID.randomUUID().toString())
                            .post(
                                    "/api/accounts",
                                    request("lapas-1", "email", email, "name", "Rahma Wati"))
                            .expect(201);
            String id = answer.json().path("id").asString();

            assertThat(answer.json().path("email").asString()).isEqualTo(email);
            assertThat(answer.json().path("state").asString()).isEqualTo("INVITED");
            assertThat(answer.header("Location")).isEqualTo("/api/accounts/" + id);
            JsonNode read = identity.as("kanwil").get("/api/accounts/" + id).expect(200).json();
            assertThat(read.path("name").asString()).isEqualTo("Rahma Wati");
            assertThat(read.has("invitation")).isFalse();
            MongoOperations mongo = identity.bean(MongoOperations.class);
            for (String collection : mongo.getCollectionNames()) {
                assertThat(mongo.findAll(Document.class, collection).toString())
                        .as(collection)
                        .doesNotContain(email, "Rahma");
            }
            assertThat(mongo.findAll(Document.class, "idempotency_keys"))
                    .allSatisfy(
                            kept ->
                                    assertThat(
                                                    new String(
                                                            kept.get(
                                                                            "body",
                                                                            org.bson.types.Binary
                                                                                    .class)
                                                                    .getData()))
                                            .doesNotContain(email, "Rahma", "/invitation/"));
        }

        @Test
        void isRefusedForAnAddressThatHasAnAccount() throws Exception {
            Map<String, Object> request = request("lapas-1");
            Api kanwil = identity.as("kanwil");
            kanwil.post("/api/accounts", request).expect(201);
            request.put("email", request.get("email").toString().toUpperCase());

            assertThat(kanwil.post("/api/accounts", request).expect(409).code())
                    .isEqualTo("EMAIL_TAKEN");
        }

        @ParameterizedTest
        @CsvSource({
            "lapas-1, OPERATOR, ROLE_NOT_FOR_THIS_INSTITUTION",
            "lapas-1, INSTRUCTOR, ROLE_NOT_FOR_THIS_INSTITUTION",
            "kanwil-1, OPERATOR, ROLE_ABOVE_THE_GRANTER"
        })
        void isRefusedWithARoleAboveWhatTheInstitutionOrTheGranterMay(
                String institution, String role, String code) throws Exception {
            assertThat(
                            identity.as("kanwil")
                                    .post(
                                            "/api/accounts",
                                            request(institution, "roles", List.of(role)))
                                    .expect(409)
                                    .code())
                    .isEqualTo(code);
        }

        @Test
        void givesAnOperatorsRoleWhenAnOperatorDoesIt() throws Exception {
            identity.as("operator")
                    .post("/api/accounts", request("kanwil-1", "roles", List.of("OPERATOR")))
                    .expect(201);
            identity.as("operator").post("/api/accounts", request("lapas-1")).expect(404);
        }

        @Test
        void givesAnInstructorsRoleWhereTheyTeach() throws Exception {
            identity.as("kanwil")
                    .post("/api/accounts", request("blk-1", "roles", List.of("INSTRUCTOR")))
                    .expect(201);
        }

        @Test
        void namesTheFieldAtFault() throws Exception {
            Api kanwil = identity.as("kanwil");

            for (var wrong :
                    Map.<String, Object>of(
                                    "email", "no address",
                                    "name", "",
                                    "roles", List.of(),
                                    "locale", "fr")
                            .entrySet()) {
                assertThat(
                                kanwil.post(
                                                "/api/accounts",
                                                request(
                                                        "lapas-1",
                                                        wrong.getKey(),
                                                        wrong.getValue()))
                                        .expect(400)
                                        .json()
                                        .path("errors")
                                        .path(0)
                                        .path("field")
                                        .asString())
                        .isEqualTo(wrong.getKey());
            }
        }
    }

    @Nested
    class Whose {

        @Test
        void areThoseOfTheAuthoritysInstitutionsAndNobodyElses() throws Exception {
            Person officer = officer();
            Api foreign = identity.as("other-kanwil");

            foreign.post("/api/accounts", request("lapas-1")).expect(404);
            foreign.get("/api/accounts/" + officer.id).expect(404);
            foreign.get("/api/accounts?institution=lapas-1").expect(404);
            for (String command : List.of("invitation", "locking", "unlocking", "revocation")) {
                foreign.post("/api/accounts/" + officer.id + "/" + command, "").expect(404);
            }
            foreign.post("/api/accounts/" + officer.id + "/roles", Map.of("roles", List.of("HEAD")))
                    .expect(404);
        }

        @Test
        void areThoseOfAnAdministratorsOwnInstitution() throws Exception {
            Api own = identity.bearing(administrator().firstToken());
            Person officer = officer();

            own.get("/api/accounts/" + officer.id).expect(200);
            own.post("/api/accounts", request("lapas-1")).expect(201);
            own.post("/api/accounts", request("blk-1")).expect(404);
            assertThat(
                            own.post(
                                            "/api/accounts",
                                            request("lapas-1", "roles", List.of("OPERATOR")))
                                    .expect(409)
                                    .code())
                    .isEqualTo("ROLE_NOT_FOR_THIS_INSTITUTION");
        }

        @Test
        void areNotAnOfficersWhoHasNoSuchScope() throws Exception {
            Api officer = identity.bearing(officer().welcomed().firstToken());

            officer.get("/api/accounts").expect(403);
        }
    }

    @Nested
    class Oneself {

        @Test
        void isGivenNothingByOneself() throws Exception {
            Person administrator = administrator();
            Api own = identity.bearing(administrator.firstToken());
            String account = "/api/accounts/" + administrator.id;

            assertThat(
                            own.post(
                                            account + "/roles",
                                            Map.of("roles", List.of("ADMINISTRATOR", "HEAD")))
                                    .expect(409)
                                    .code())
                    .isEqualTo("NOT_FOR_ONESELF");
            for (String command : List.of("invitation", "locking", "unlocking", "revocation")) {
                assertThat(own.post(account + "/" + command, "").expect(409).code())
                        .isEqualTo("NOT_FOR_ONESELF");
            }
        }
    }

    @Nested
    class AnInvitation {

        @Test
        void isGoodOnce() throws Exception {
            Person officer = officer();
            assertThat(new Browser(identity).get(officer.invitation).status()).isEqualTo(200);

            officer.welcomed();

            assertThat(new Browser(identity).get(officer.invitation).status()).isEqualTo(404);
            Browser browser = new Browser(identity);
            String form = browser.get("/login").found("name=\"_csrf\" value=\"([^\"]+)\"");
            assertThat(
                            browser.post(
                                            officer.invitation,
                                            Map.of(
                                                    "password",
                                                    "lain lagi sepeda 99 biru",
                                                    "repeated",
                                                    "lain lagi sepeda 99 biru",
                                                    "_csrf",
                                                    form))
                                    .status())
                    .isEqualTo(404);
            assertThat(officer.givePassword(new Browser(identity)).status()).isEqualTo(302);
        }

        @Test
        void isGoodForThreeDays() throws Exception {
            Person officer = officer();

            identity.clock().forward(Duration.ofDays(3).minusMinutes(1));
            assertThat(new Browser(identity).get(officer.invitation).status()).isEqualTo(200);
            identity.clock().forward(Duration.ofMinutes(1));
            assertThat(new Browser(identity).get(officer.invitation).status()).isEqualTo(404);
        }

        @ParameterizedTest
        @CsvSource({
            "kopi pahit1, kopi pahit1, minimal 12",
            "sayangindonesia, sayangindonesia, mudah ditebak",
            "siti aminah lapas, siti aminah lapas, mudah ditebak",
            "password1234, password1234, mudah ditebak",
            "qwertyuiopasdf, qwertyuiopasdf, mudah ditebak",
            "kereta malam ungu 7, kereta malam ungu 8, tidak sama"
        })
        void takesNoPasswordThatIsEasyToGuess(String password, String repeated, String text)
                throws Exception {
            Person officer = officer();

            Browser.Page page =
                    new Browser(identity)
                            .submit(
                                    officer.invitation,
                                    Map.of("password", password, "repeated", repeated));

            assertThat(page.status()).isEqualTo(400);
            assertThat(page.found("role=\"alert\">([^<]+)<")).contains(text);
            officer.welcomed();
        }

        @Test
        void doesNotNameThePersonToWhoHasTheLink() throws Exception {
            Person officer = officer();

            assertThat(new Browser(identity).get(officer.invitation).body())
                    .doesNotContain(officer.email, "Siti");
        }

        @Test
        void givenAgainResetsPasswordAndAppAndEndsWhatWasBegun() throws Exception {
            Person officer = officer().welcomed();
            Browser browser = new Browser(identity);
            String token =
                    IdentityFixture.accessToken(
                            Person.redeem(identity, officer.firstSignIn(browser)));
            identity.bearing(token).get("/userinfo").expect(200);

            JsonNode again =
                    identity.as("kanwil")
                            .post("/api/accounts/" + officer.id + "/invitation", "")
                            .expect(200)
                            .json();

            assertThat(again.path("state").asString()).isEqualTo("INVITED");
            assertThat(again.path("secondFactor").asBoolean()).isFalse();
            ended(officer, browser, token);
            String link = again.path("invitation").asString();
            assertThat(
                            new Browser(identity)
                                    .get(link.substring(link.indexOf("/invitation/")))
                                    .status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class Ending {

        @Test
        void endsSignInsAndTokensAndFreesTheAddress() throws Exception {
            Person officer = officer().welcomed();
            Browser browser = new Browser(identity);
            String token =
                    IdentityFixture.accessToken(
                            Person.redeem(identity, officer.firstSignIn(browser)));

            identity.as("kanwil")
                    .post("/api/accounts/" + officer.id + "/revocation", "")
                    .expect(200);

            ended(officer, browser, token);
            identity.as("kanwil")
                    .post("/api/accounts", request("blk-1", "email", officer.email))
                    .expect(201);
            assertThat(
                            identity.as("kanwil")
                                    .post("/api/accounts/" + officer.id + "/invitation", "")
                                    .expect(409)
                                    .code())
                    .isEqualTo("ACCOUNT_REVOKED");
        }

        @Test
        void leavesNoTokenForACodeThatWasNotYetRedeemed() throws Exception {
            Person officer = officer().welcomed();
            String code = officer.firstSignIn(new Browser(identity));

            identity.as("kanwil")
                    .post("/api/accounts/" + officer.id + "/revocation", "")
                    .expect(200);

            assertThat(Person.redeem(identity, code).statusCode()).isEqualTo(400);
        }

        @Test
        void leavesNoStepOpenForWhoKnewTheFormerPassword() throws Exception {
            Person head =
                    Person.invited(identity, identity.as("kanwil"), "lapas-1", address(), "HEAD")
                            .welcomed();
            Browser intruder = new Browser(identity);
            head.givePassword(intruder);
            String link =
                    identity.as("kanwil")
                            .post("/api/accounts/" + head.id + "/invitation", "")
                            .expect(200)
                            .json()
                            .path("invitation")
                            .asString();
            String fresh = "bukan yang lama, 31 gajah";
            assertThat(
                            new Browser(identity)
                                    .submit(
                                            link.substring(link.indexOf("/invitation/")),
                                            Map.of("password", fresh, "repeated", fresh))
                                    .status())
                    .isEqualTo(200);

            assertThat(intruder.get("/login/enrolment").location()).isEqualTo("/login");
        }

        @Test
        void isForATimeWhenAnAdministratorLocksAndUnlocks() throws Exception {
            Person officer = officer().welcomed();
            Browser browser = new Browser(identity);
            String token =
                    IdentityFixture.accessToken(
                            Person.redeem(identity, officer.firstSignIn(browser)));
            Api kanwil = identity.as("kanwil");

            kanwil.post("/api/accounts/" + officer.id + "/locking", "").expect(200);
            ended(officer, browser, token);
            kanwil.post("/api/accounts/" + officer.id + "/unlocking", "").expect(200);

            assertThat(officer.givePassword(new Browser(identity)).status()).isEqualTo(302);
            assertThat(browser.get(Browser.authorize()).location()).isEqualTo("/login");
        }
    }

    @Nested
    class OtherRoles {

        @Test
        void endWhatWasBegunUnderTheFormer() throws Exception {
            Person officer = officer().welcomed();
            Browser browser = new Browser(identity);
            String token =
                    IdentityFixture.accessToken(
                            Person.redeem(identity, officer.firstSignIn(browser)));

            JsonNode changed =
                    identity.as("kanwil")
                            .post(
                                    "/api/accounts/" + officer.id + "/roles",
                                    Map.of("roles", List.of("OBSERVER")))
                            .expect(200)
                            .json();

            assertThat(changed.path("roles").path(0).asString()).isEqualTo("OBSERVER");
            assertThat(browser.get(Browser.authorize()).location()).isEqualTo("/login");
            identity.bearing(token).get("/userinfo").expect(401);
        }

        @Test
        void leaveTheTokenOfWhoSignsInAnewWithinTheSameSecond() throws Exception {
            Person officer = officer().welcomed();
            officer.firstSignIn(new Browser(identity));
            identity.clock().forward(Duration.ofSeconds(60));
            identity.clock().stop();
            try {
                identity.as("kanwil")
                        .post(
                                "/api/accounts/" + officer.id + "/roles",
                                Map.of("roles", List.of("OBSERVER")))
                        .expect(200);
                identity.clock().forward(Duration.ofMillis(10));
                Browser browser = new Browser(identity);
                officer.givePassword(browser);
                browser.submit("/login/code", Map.of("code", officer.code()));

                String token =
                        IdentityFixture.accessToken(
                                Person.redeem(
                                        identity,
                                        Browser.parameter(
                                                browser.get(Browser.authorize()).location(),
                                                "code")));

                identity.bearing(token).get("/userinfo").expect(200);
            } finally {
                identity.clock().run();
            }
        }
    }

    private static void ended(Person person, Browser browser, String token) throws Exception {
        assertThat(browser.get(Browser.authorize()).location()).isEqualTo("/login");
        identity.bearing(token).get("/userinfo").expect(401);
        assertThat(identity.get("/oauth2/revocations").body()).contains(person.id);
        assertThat(person.givePassword(new Browser(identity)).status()).isEqualTo(401);
    }

    @Test
    void logsWhatWasDoneByIdsAndNothingOfThePersonNorAnySecret(CapturedOutput output)
            throws Exception {
        Person officer = officer().welcomed();
        Browser browser = new Browser(identity);
        String code = officer.firstSignIn(browser);
        String token = IdentityFixture.accessToken(Person.redeem(identity, code));
        new Browser(identity).submit("/login", Map.of("email", officer.email, "password", "no"));
        String secret =
                identity.as("kanwil")
                        .post(
                                "/api/clients",
                                Map.of(
                                        "institution",
                                        "lapas-1",
                                        "name",
                                        "x",
                                        "scopes",
                                        List.of("training.read"),
                                        "authentication",
                                        "SECRET"))
                        .expect(201)
                        .json()
                        .path("secret")
                        .asString();

        assertThat(output).contains("account " + officer.id + " of lapas-1 was opened by kanwil");
        assertThat(output.getAll())
                .doesNotContain(officer.email, "Siti", Person.PASSWORD, token, code, secret)
                .doesNotContain(officer.invitation.substring("/invitation/".length()))
                .doesNotContain(officer.recoveryCodes);
    }
}
