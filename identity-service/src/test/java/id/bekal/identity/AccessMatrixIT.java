package id.bekal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

import id.bekal.contracts.access.Action;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;
import id.bekal.contracts.access.Role;
import id.bekal.platform.security.OpenToAll;
import id.bekal.platform.security.SecurityConfiguration.PublicPaths;
import id.bekal.testing.AccessMatrix;
import id.bekal.testing.AccessMatrix.Operation;
import id.bekal.testing.Api;
import id.bekal.testing.TestTokens;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every route × every role, and every bad token; each token of a caller is one that this service
 * issued.
 */
class AccessMatrixIT {

    private static final Set<String> ALL_SCOPES = Set.of(TestTokens.ALL_SCOPES.split(" "));
    private static final String PRISON = "lapas-1";
    private static final String AUTHORITY = "kanwil-1";

    /** For whom a token is. */
    private record Seat(String institution, String kind) {

        private static final Seat STRANGER = new Seat("matrix", "BLK");

        /** Its client of the clients file that has these roles. */
        String client(Set<Role> roles) {
            String role = roles.size() == 1 ? roles.iterator().next().name() : "all" + roles.size();
            return "%s-%s-%s".formatted(institution, kind, role).toLowerCase(Locale.ROOT);
        }

        boolean isAuthority() {
            return kind.equals("REGIONAL_AUTHORITY");
        }
    }

    /** How each seat stands to the clients and accounts of the prison, and of its authority. */
    private static final Map<Seat, Map<String, Set<Relation>>> SEATS =
            Map.of(
                    new Seat(PRISON, "LAPAS"),
                    Map.of(PRISON, Set.of(Relation.OWN), AUTHORITY, Set.of()),
                    new Seat(AUTHORITY, "REGIONAL_AUTHORITY"),
                    Map.of(
                            PRISON,
                            Set.of(Relation.REGION),
                            AUTHORITY,
                            Set.of(Relation.OWN, Relation.REGION)),
                    // an operator's client sits at the authority without being one
                    new Seat(AUTHORITY, "OPERATOR"),
                    Map.of(PRISON, Set.of(), AUTHORITY, Set.of(Relation.OWN)),
                    new Seat("lapas-2", "LAPAS"),
                    Map.of(PRISON, Set.of(), AUTHORITY, Set.of()),
                    new Seat("kanwil-2", "REGIONAL_AUTHORITY"),
                    Map.of(PRISON, Set.of(), AUTHORITY, Set.of()),
                    Seat.STRANGER,
                    Map.of(PRISON, Set.of(), AUTHORITY, Set.of()));

    private static IdentityFixture identity;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        List<String> clients = new ArrayList<>();
        for (Seat seat : SEATS.keySet()) {
            for (Role role : Role.values()) {
                clients.add(client(seat, Set.of(role)));
            }
        }
        clients.add(client(Seat.STRANGER, EnumSet.allOf(Role.class)));
        Path file = Files.writeString(folder.resolve("callers.json"), clients.toString());
        identity =
                IdentityFixture.start(folder, "bekal.identity.clients=" + file).withInstitutions();
    }

    private static String client(Seat seat, Set<Role> roles) {
        return IdentityFixture.client(
                seat.client(roles), seat.institution(), seat.kind(), ALL_SCOPES, roles);
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    private static Api caller(Seat seat, Set<String> scopes, Set<Role> roles) {
        try {
            return identity.bearing(
                    IdentityFixture.accessToken(
                            identity.token(
                                    seat.client(roles),
                                    IdentityFixture.SECRET,
                                    scopes.toArray(String[]::new))));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void letsNobodyDoWhatNoRuleGrants() {
        assertThat(
                        AccessMatrix.faults(
                                identity.port(),
                                16,
                                (scopes, roles) -> caller(Seat.STRANGER, scopes, roles)))
                .isEmpty();
    }

    /** Each with clients and accounts that are there, and bodies that are good. */
    @Nested
    class ClientsAndAccounts {

        @Test
        void areThoseWhomTheTableOfRulesNamesAndNobodyElses() throws Exception {
            List<Operation> operations =
                    AccessMatrix.operations(identity.api().get("/v3/api-docs").json()).stream()
                            .filter(operation -> isAboutInstitutions(operation.action()))
                            .toList();
            assertThat(operations).hasSizeGreaterThanOrEqualTo(14);
            Subjects subjects = new Subjects();
            List<String> faults = new ArrayList<>();
            for (Seat seat : SEATS.keySet()) {
                for (Role role : Role.values()) {
                    Api caller = caller(seat, ALL_SCOPES, Set.of(role));
                    for (String owner : List.of(PRISON, AUTHORITY)) {
                        for (Operation operation : operations) {
                            String expected = expected(operation.action(), role, seat, owner);
                            String heard = heard(subjects.ask(operation, owner, caller));
                            if (!heard.equals(expected)) {
                                faults.add(
                                        "%s of %s as %s at %s: expected %s, got %s"
                                                .formatted(
                                                        operation, owner, role, seat, expected,
                                                        heard));
                            }
                        }
                    }
                }
            }
            assertThat(faults).isEmpty();
        }

        private boolean isAboutInstitutions(Action action) {
            return action.grants().stream().noneMatch(grant -> grant.relation() == Relation.ANY);
        }

        private String expected(Action action, Role role, Seat seat, String owner) {
            Set<Relation> may = action.relationsFor(Set.of(role));
            if (may.isEmpty() || may.equals(Set.of(Relation.REGION)) && !seat.isAuthority()) {
                return "403 ROLE_MISSING";
            }
            Set<Relation> relations = Objects.requireNonNull(SEATS.get(seat)).get(owner);
            return Collections.disjoint(may, Objects.requireNonNull(relations))
                    ? "404 NOT_FOUND"
                    : "allowed";
        }

        /** Allowed is also who hears that the client is revoked, or has no keys to replace. */
        private String heard(Api.Answer answer) {
            return answer.status() / 100 == 2 || answer.status() == 409
                    ? "allowed"
                    : answer.status() + " " + answer.code();
        }
    }

    /** A client and an account of each owner, and what may be asked about them. */
    private static final class Subjects {

        private final Map<String, String> ids = new HashMap<>();
        private final String keys;
        private int opened;

        Subjects() throws Exception {
            keys = new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("k").generate()).toString();
            Api administrator =
                    caller(
                            new Seat(AUTHORITY, "REGIONAL_AUTHORITY"),
                            ALL_SCOPES,
                            Set.of(Role.ADMINISTRATOR));
            for (String owner : List.of(PRISON, AUTHORITY)) {
                ids.put(
                        Resource.CLIENT + owner,
                        created(administrator.post("/api/clients", client(owner))));
                ids.put(
                        Resource.ACCOUNT + owner,
                        created(administrator.post("/api/accounts", account(owner))));
            }
        }

        private static String created(Api.Answer answer) {
            return answer.expect(201).json().path("id").asString();
        }

        Api.Answer ask(Operation operation, String owner, Api caller) {
            String path = operation.at(ids.getOrDefault(operation.action().resource() + owner, ""));
            return switch (operation.method()) {
                case "GET" -> caller.get(operation.hasId() ? path : path + "?institution=" + owner);
                case "PUT" -> caller.put(path, body(operation, owner));
                case "POST" -> caller.post(path, body(operation, owner));
                default -> throw new AssertionError("say here how to ask for " + operation);
            };
        }

        private Object body(Operation operation, String owner) {
            return switch (operation.path()) {
                case "/api/clients" -> client(owner);
                case "/api/accounts" -> account(owner);
                case "/api/accounts/{id}/roles" -> Map.of("roles", List.of("OBSERVER"));
                case "/api/clients/{id}/jwks" -> keys;
                default -> "{}";
            };
        }

        private Map<String, Object> client(String owner) {
            return Map.of(
                    "institution",
                    owner,
                    "name",
                    "SIMPAS",
                    "scopes",
                    List.of("training.read"),
                    "authentication",
                    "SECRET");
        }

        private Map<String, Object> account(String owner) {
            return Map.of(
                    "institution",
                    owner,
                    "email",
                    "matrix%d@lapas.test".formatted(++opened),
                    "name",
                    "Siti Aminah",
                    "roles",
                    List.of("OBSERVER"));
        }
    }

    /** What is answered without a token: just this. */
    @Nested
    class OpenRoutes {

        @Test
        void areTheRevocationsAndThePages() {
            assertThat(
                            identity.beans(RequestMappingHandlerMapping.class).stream()
                                    .flatMap(
                                            mapping ->
                                                    mapping.getHandlerMethods().entrySet().stream())
                                    .filter(
                                            handler ->
                                                    handler.getValue()
                                                                    .hasMethodAnnotation(
                                                                            OpenToAll.class)
                                                            || handler.getValue()
                                                                    .getBeanType()
                                                                    .isAnnotationPresent(
                                                                            OpenToAll.class))
                                    .map(handler -> handler.getKey().toString())
                                    .collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder(
                            "{GET [/oauth2/revocations]}",
                            "{GET [/login]}",
                            "{POST [/login]}",
                            "{GET [/login/code]}",
                            "{POST [/login/code]}",
                            "{GET [/login/enrolment]}",
                            "{POST [/login/enrolment]}",
                            "{POST [/login/later]}",
                            "{GET [/login/done]}",
                            "{GET [/login/style.css]}",
                            "{GET [/invitation/{token}]}",
                            "{POST [/invitation/{token}]}");
            assertThat(AccessMatrix.publicPaths(identity.api().get("/v3/api-docs").json()))
                    .containsExactly("/oauth2/revocations");
            assertThat(identity.beans(PublicPaths.class))
                    .flatExtracting(PublicPaths::patterns)
                    .containsExactly("/oauth2/revocations");
        }

        /** The provider's own, which no controller answers: those protect themselves. */
        @ParameterizedTest
        @CsvSource({
            "GET, /oauth2/jwks, 200",
            "GET, /.well-known/openid-configuration, 200",
            "GET, /.well-known/oauth-authorization-server, 200",
            "POST, /oauth2/token, 401",
            "GET, /oauth2/authorize, 400",
            "GET, /oauth2/logout, 400",
            "GET, /userinfo, 401"
        })
        void areTheProviders(String method, String path, int status) {
            identity.api().call(method, path, "application/x-www-form-urlencoded").expect(status);
        }
    }
}
