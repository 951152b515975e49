package id.bekal.certification.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.testing.Api;

import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;

class IssuanceIT extends RunningService {

    @Nested
    class ACompletedProgram {

        @Test
        void becomesACertificateForEachEntitledSeatAndAnEventForEachCertificate() {
            String blk = provider();
            var program = CompletedProgram.of(blk).graduates(3).leaver().failure();
            List<Document> certificates = completed(program, 4);
            assertThat(certificates)
                    .extracting(certificate -> certificate.getString("number"))
                    .containsExactlyInAnyOrder(
                            "00001/%s/2026".formatted(code(blk)),
                            "00002/%s/2026".formatted(code(blk)),
                            "00003/%s/2026".formatted(code(blk)),
                            "00001/SK/%s/2026".formatted(code(blk)));
            for (Document certificate : certificates) {
                await().until(() -> eventsOf(certificate.getString("_id")).size() == 1);
                EventEnvelope event = eventsOf(certificate.getString("_id")).getFirst();
                assertThat(event.audience()).isEqualTo(blk);
                assertThat(event.event(CertificateIssued.class))
                        .isEqualTo(
                                new CertificateIssued(
                                        idOf(certificate),
                                        CertificateKind.valueOf(certificate.getString("kind")),
                                        program.id(),
                                        new id.bekal.contracts.LearnerId(
                                                certificate.getString("learner")),
                                        new id.bekal.contracts.InstitutionId(blk),
                                        certificate.getString("number"),
                                        CompletedProgram.COMPLETED_ON,
                                        CompletedProgram.FIELD));
            }
        }

        @Test
        void canBeVerifiedByAnyone() {
            var program = CompletedProgram.of(provider()).graduates(1);
            Document certificate = completed(program, 1).getFirst();
            Api.Answer answer =
                    Api.at(port).get("/verify/" + certificate.getString("token")).expect(200);
            assertThat(answer.json().path("status").asString()).isEqualTo("VALID");
        }
    }

    private String code(String issuer) {
        return as(issuer).get("/api/issuers/" + issuer).expect(200).json().path("code").asString();
    }
}
