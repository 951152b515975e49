package id.bekal.certification.issuer;

import static id.bekal.contracts.agreements.InstitutionRole.CERTIFICATION_BODY;
import static id.bekal.contracts.agreements.InstitutionRole.CORRECTIONAL;
import static id.bekal.contracts.agreements.InstitutionRole.REGIONAL_AUTHORITY;
import static id.bekal.contracts.agreements.InstitutionRole.TRAINING_PROVIDER;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.contracts.InstitutionId;
import id.bekal.platform.web.NewIds;
import id.bekal.testing.Api;
import id.bekal.testing.TestTokens;

import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

class IssuerIT extends RunningService {

    @Autowired Issuers issuers;
    @Autowired FollowingInstitutions following;

    private static String newCode() {
        return NewIds.random().substring(0, 10).toUpperCase(Locale.ROOT);
    }

    @Nested
    class Following {

        @Test
        void showsTheIssuerItsStanding() {
            String lsp = issuer(CERTIFICATION_BODY, TRAINING_PROVIDER);
            var json = as(lsp).get("/api/issuers/" + lsp).expect(200).json();
            assertThat(json.path("name").asString()).isEqualTo("UPT BLK " + lsp);
            assertThat(json.path("city").asString()).isEqualTo("Kota Madiun");
            assertThat(json.path("inForce").asBoolean()).isTrue();
            assertThat(json.path("roles").toString())
                    .isEqualTo("[\"TRAINING_PROVIDER\",\"CERTIFICATION_BODY\"]");
        }

        @Test
        void endsWhereTheLatestSnapshotStandsWhateverTheOrder() {
            String blk = provider();
            tell(3, snapshot(blk, false, TRAINING_PROVIDER));
            tell(2, snapshot(blk, true, TRAINING_PROVIDER));
            tell(1, snapshot(blk, true, TRAINING_PROVIDER));
            // the partition keeps order, so what follows this was handled
            tell(4, snapshot(blk, false, TRAINING_PROVIDER, CERTIFICATION_BODY));
            await().until(() -> find(blk).has(CERTIFICATION_BODY));
            assertThat(find(blk).inForce()).isFalse();
            assertThat(find(blk).version()).isEqualTo(2);
        }

        @Test
        void keepsNoInstitutionThatDoesNotIssue() {
            String kanwil = newInstitution();
            following.on(
                    told(1, snapshot(kanwil, true, REGIONAL_AUTHORITY))
                            .event(id.bekal.contracts.agreements.InstitutionRegistered.class),
                    1);
            assertThat(issuers.find(new InstitutionId(kanwil))).isEmpty();
            as(kanwil).get("/api/issuers/" + kanwil).expect(404);
        }

        @Test
        void givesIssuersWithLikeIdsDifferentCodes() {
            String one = provider();
            String other = one.substring(0, 12) + "-lain";
            tell(1, snapshot(other, true, TRAINING_PROVIDER));
            await().until(() -> issuers.find(new InstitutionId(other)).isPresent());
            assertThat(find(other).code()).isNotEqualTo(find(one).code());
        }
    }

    @Nested
    class ChangingTheCode {

        @Test
        void marksTheNumbersIssuedFromThenOn() {
            String blk = provider();
            String code = newCode();
            var answer = as(blk).put("/api/issuers/" + blk, Map.of("code", code)).expect(200);
            assertThat(answer.json().path("code").asString()).isEqualTo(code);
            var certificate = completed(CompletedProgram.of(blk).graduates(1), 1).getFirst();
            assertThat(certificate.getString("number")).isEqualTo("00001/" + code + "/2026");
        }

        @Test
        void isRefusedWhenTheCodeIsOrWasAnothers() {
            String one = provider();
            String other = provider();
            String code = newCode();
            as(one).put("/api/issuers/" + one, Map.of("code", code)).expect(200);
            var put = as(other).with("Accept-Language", "en");
            Api.Answer refusal = put.put("/api/issuers/" + other, Map.of("code", code)).expect(409);
            assertThat(refusal.code()).isEqualTo("CODE_IS_TAKEN");
            assertThat(refusal.json().path("detail").asString()).contains("another issuer's");
            as(one).put("/api/issuers/" + one, Map.of("code", newCode())).expect(200);
            assertThat(put.put("/api/issuers/" + other, Map.of("code", code)).expect(409).code())
                    .isEqualTo("CODE_IS_TAKEN");
            as(one).put("/api/issuers/" + one, Map.of("code", code)).expect(200);
        }

        @Test
        void namesTheFieldWhenTheCodeIsMalformed() {
            String blk = provider();
            for (String malformed : new String[] {"blk", "B", "A/B", "1234567890123"}) {
                Api.Answer answer =
                        as(blk).put("/api/issuers/" + blk, Map.of("code", malformed)).expect(400);
                assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("code");
            }
            as(blk).put("/api/issuers/" + blk, Map.of()).expect(400);
        }

        @Test
        void isForTheIssuerItselfAndNeedsTheScope() {
            String blk = provider();
            String code = find(blk).code();
            String other = provider();
            as(other).get("/api/issuers/" + blk).expect(404);
            as(other).put("/api/issuers/" + blk, Map.of("code", newCode())).expect(404);
            Api.at(port)
                    .with(
                            "Authorization",
                            "Bearer " + TestTokens.of(blk, "BLK", "certificates.read"))
                    .put("/api/issuers/" + blk, Map.of("code", newCode()))
                    .expect(403);
            Api.at(port).get("/api/issuers/" + blk).expect(401);
            assertThat(find(blk).code()).isEqualTo(code);
        }
    }

    @Nested
    class SettingPolicies {

        @Test
        void beginsWithDefaultsAndKeepsWhatIsLeftOut() {
            String blk = provider();
            var json = as(blk).get("/api/issuers/" + blk).expect(200).json();
            assertThat(json.path("approval").asString()).isEqualTo("AUTOMATIC");
            assertThat(json.path("issueTime").asString()).isEqualTo("AT_ONCE");
            assertThat(json.path("replacementNumber").asString()).isEqualTo("NEW");
            assertThat(json.path("revealsCustody").asBoolean()).isFalse();
            assertThat(json.path("warnings")).isEmpty();
            put(
                            blk,
                            Map.of(
                                    "approval",
                                    "HEAD",
                                    "issueTime",
                                    "NEXT_DAY",
                                    "replacementNumber",
                                    "SUFFIX"))
                    .expect(200);
            json = put(blk, Map.of()).expect(200).json();
            assertThat(json.path("approval").asString()).isEqualTo("HEAD");
            assertThat(json.path("issueTime").asString()).isEqualTo("NEXT_DAY");
            assertThat(json.path("replacementNumber").asString()).isEqualTo("SUFFIX");
            assertThat(put(blk, Map.of("approval", "NOBODY")).status()).isEqualTo(400);
            assertThat(put(blk, Map.of("issueTime", "NEXT_WEEK")).status()).isEqualTo(400);
            json = put(blk, Map.of("issueTime", "AT_ONCE")).expect(200).json();
            assertThat(json.path("issueTime").asString()).isEqualTo("AT_ONCE");
            assertThat(json.path("approval").asString()).isEqualTo("HEAD");
        }

        @Test
        void areTheDefaultsOfAnIssuerThatWasStoredBeforeThereWasAChoice() {
            String blk = provider();
            mongo.getCollection("issuers")
                    .updateOne(
                            new Document("_id", blk),
                            new Document("$unset", new Document("issueTime", "")));
            assertThat(find(blk).issueTime()).isEqualTo(IssueTime.AT_ONCE);
        }

        @Test
        void areDescribedWithAllOfTheirValues() {
            var description = Api.at(port).get("/v3/api-docs").expect(200).json();
            var schema = description.at("/components/schemas/IssuerSettings/properties/issueTime");
            assertThat(schema.toString()).contains("AT_ONCE", "NEXT_DAY");
        }

        @Test
        void issuesWhatWasWithheldOnceAPrisonChoseItsOwnName() {
            String lapas = issuer(TRAINING_PROVIDER, CORRECTIONAL);
            var warned = as(lapas).get("/api/issuers/" + lapas).expect(200).json();
            assertThat(warned.at("/warnings/0/code").asString())
                    .isEqualTo("ISSUER_REVEALS_CUSTODY");
            assertThat(warned.at("/warnings/0/id").asString()).contains("lembaga pemasyarakatan");
            assertThat(warned.at("/warnings/0/en").asString()).contains("prison");
            var program = enrolled(CompletedProgram.of(lapas).graduates(2));
            complete(program);
            await().until(() -> eventsOf(program.id().value()).size() == 1);
            assertThat(certificatesOf(program)).isEmpty();

            var chosen = put(lapas, Map.of("revealsCustody", true)).expect(200).json();
            assertThat(chosen.path("revealsCustody").asBoolean()).isTrue();
            assertThat(chosen.at("/custodyChoice/by").asString()).isEqualTo(lapas + "-head");
            assertThat(chosen.at("/custodyChoice/at").asString()).isNotBlank();
            assertThat(chosen.at("/warnings/0/code").asString())
                    .isEqualTo("ISSUER_REVEALS_CUSTODY");
            assertThat(certificatesOf(program)).hasSize(2);

            put(lapas, Map.of("revealsCustody", false)).expect(200);
            var later = enrolled(CompletedProgram.of(lapas).graduates(1));
            complete(later);
            await().until(() -> eventsOf(later.id().value()).size() == 1);
            assertThat(certificatesOf(later)).isEmpty();
        }

        @Test
        void refusesWhoIsNoPrisonToChooseAndChangesNothing() {
            String blk = provider();
            String code = find(blk).code();
            Api.Answer refusal =
                    as(blk, "HEAD")
                            .put(
                                    "/api/issuers/" + blk,
                                    Map.of("code", newCode(), "revealsCustody", true))
                            .expect(409);
            assertThat(refusal.code()).isEqualTo("ISSUER_IS_NO_PRISON");
            assertThat(find(blk).code()).isEqualTo(code);
            put(blk, Map.of("revealsCustody", false)).expect(200);
        }

        private Api.Answer put(String issuer, Map<String, Object> settings) {
            Map<String, Object> all = new HashMap<>(settings);
            all.put("code", find(issuer).code());
            return as(issuer, "HEAD").put("/api/issuers/" + issuer, all);
        }
    }

    private Issuer find(String id) {
        return issuers.find(new InstitutionId(id)).orElseThrow();
    }
}
