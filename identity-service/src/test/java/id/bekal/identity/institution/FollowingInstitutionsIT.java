package id.bekal.identity.institution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.InstitutionChanged;
import id.bekal.contracts.agreements.InstitutionEvent;
import id.bekal.contracts.agreements.InstitutionRegistered;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.identity.IdentityFixture;
import id.bekal.identity.Person;
import id.bekal.testing.TestServers;
import id.bekal.testing.TopicReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

class FollowingInstitutionsIT {

    @Test
    void knowsAnInstitutionFromItsEventsAndTheLatestWins(@TempDir Path folder) throws Exception {
        try (IdentityFixture identity = IdentityFixture.start(folder)) {
            String id = "lapas-" + UUID.randomUUID();
            Institutions institutions = identity.bean(Institutions.class);
            identity.withInstitutions();

            tell(new InstitutionRegistered(snapshot(id, true)), 1);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> institutions.find(new InstitutionId(id)).isPresent());
            Person officer =
                    Person.invited(
                            identity, identity.as("kanwil"), id, id + "@lapas.test", "OFFICER");
            tell(new InstitutionChanged(snapshot(id, false)), 2);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !institutions.find(new InstitutionId(id)).orElseThrow().inForce());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> identity.get("/oauth2/revocations").body().contains(officer.id));
            identity.bean(FollowingInstitutions.class)
                    .on(new InstitutionRegistered(snapshot(id, true)), 1);

            assertThat(institutions.find(new InstitutionId(id)).orElseThrow())
                    .satisfies(
                            lapas -> {
                                assertThat(lapas.inForce()).isFalse();
                                assertThat(lapas.kind()).isEqualTo("LAPAS");
                                assertThat(lapas.isOverseenBy(new InstitutionId("kanwil-1")))
                                        .isTrue();
                                assertThat(lapas.isOverseenBy(new InstitutionId("kanwil-2")))
                                        .isFalse();
                            });
        }
    }

    private static id.bekal.contracts.agreements.InstitutionSnapshot snapshot(
            String id, boolean inForce) {
        return IdentityFixture.snapshot(
                id, "LAPAS", InstitutionRole.CORRECTIONAL, "kanwil-1", inForce);
    }

    private static void tell(InstitutionEvent event, long sequence) {
        TopicReader.put(
                TestServers.started().kafka(),
                "bekal.agreements.v1",
                EventEnvelope.of(
                        UUID.randomUUID().toString(),
                        "/agreements-service",
                        event.institution().id().value(),
                        Instant.now(),
                        sequence,
                        Set.of(event.institution().id()),
                        null,
                        event));
    }
}
