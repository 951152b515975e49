package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.contracts.access.Action;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Role;
import id.bekal.quickstart.Credentials;
import id.bekal.quickstart.Installation;
import id.bekal.quickstart.stories.InstitutionApi;
import id.bekal.testing.AccessMatrix;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Each route that names a resource, as the OpenAPI behind the gateway lists them, with a real
 * resource of others: a foreign institution finds nothing and changes nothing.
 */
class ForeignInstitutionIT {

    private static final String KANWIL = "kanwil-ditjenpas-jawa-timur";
    private static final List<String> FOREIGNERS =
            List.of("upt-blk-wonojati", "lapas-kelas-iib-tuban", "lsp-upt-blk-surabaya");

    private final Installation installation = TheInstallation.running();

    @Test
    void findsNothingAndChangesNothing() {
        CompletedClass others =
                CompletedClass.of(installation, "lapas-kelas-iia-jember", "upt-blk-jember", 2);
        Map<String, String> ids = others.idsByPath();
        Map<String, Set<String>> documents = settled();
        Map<String, List<String>> records = Kept.records();
        List<String> faults = new ArrayList<>();
        Map<String, Integer> tried = new HashMap<>();
        for (String foreigner : FOREIGNERS) {
            Credentials.Client client = installation.credentials().of(foreigner);
            InstitutionApi api = new InstitutionApi(installation.gateway(), client);
            for (AccessMatrix.Operation operation : operations()) {
                if (!operation.hasId() || may(operation, client).contains(Relation.ANY)) {
                    continue;
                }
                tried.merge(foreigner, 1, Integer::sum);
                InstitutionApi.Answer answer =
                        api.call(
                                operation.method(),
                                others.at(operation.path(), ids),
                                operation.contentType());
                int expected = expected(operation, client);
                if (answer.status() != expected) {
                    faults.add(
                            "%s by %s: expected %d, got %d %s"
                                    .formatted(
                                            operation,
                                            foreigner,
                                            expected,
                                            answer.status(),
                                            answer.code()));
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(tried.values()).allMatch(count -> count > 50);
        assertThat(Kept.business()).isEqualTo(documents);
        assertThat(Kept.records()).isEqualTo(records);
    }

    /** What is kept once nothing follows any more from what was done before. */
    private static Map<String, Set<String>> settled() {
        AtomicReference<Map<String, Set<String>>> last = new AtomicReference<>(Map.of());
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(2))
                .until(
                        () -> {
                            Map<String, Set<String>> now = Kept.business();
                            return now.equals(last.getAndSet(now));
                        });
        return last.get();
    }

    private List<AccessMatrix.Operation> operations() {
        InstitutionApi anyone =
                new InstitutionApi(installation.gateway(), installation.credentials().of(KANWIL));
        List<AccessMatrix.Operation> all = new ArrayList<>();
        for (String service :
                List.of("agreements", "training", "certification", "events", "identity")) {
            List<AccessMatrix.Operation> found =
                    AccessMatrix.operations(
                            anyone.get("/docs/openapi/" + service).expect(200).json());
            assertThat(found).as(service).isNotEmpty();
            // operations are the installation's, behind another prefix
            found.stream()
                    .filter(operation -> operation.path().startsWith("/api/"))
                    .forEach(all::add);
        }
        return all;
    }

    private static Set<Relation> may(AccessMatrix.Operation operation, Credentials.Client client) {
        return operation
                .action()
                .relationsFor(
                        client.roles().stream().map(Role::valueOf).collect(Collectors.toSet()));
    }

    private static int expected(AccessMatrix.Operation operation, Credentials.Client client) {
        Action action = operation.action();
        Set<Relation> may = may(operation, client);
        boolean denied =
                !action.scope().isEmpty() && !client.scopes().contains(action.scope())
                        || may.isEmpty()
                        || may.equals(Set.of(Relation.REGION));
        return denied ? 403 : 404;
    }
}
