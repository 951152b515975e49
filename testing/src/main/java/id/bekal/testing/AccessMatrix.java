package id.bekal.testing;

import id.bekal.contracts.access.Action;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Role;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every route of a service, as its own OpenAPI lists them, against every role: who has no scope, no
 * role or no part in the resource hears so, whatever the body. New routes are in it by themselves.
 */
public final class AccessMatrix {

    /** What an id looks like that nobody has. */
    private static final String NOBODY = "nobody00000000000000000000";

    private static final Set<String> ALL_SCOPES = Set.of(TestTokens.ALL_SCOPES.split(" "));

    /** One operation of a service's OpenAPI and the action it is. */
    public record Operation(String method, String path, String contentType, Action action) {

        /** Whether the path names a resource. */
        public boolean hasId() {
            return path.contains("{");
        }

        /** The path with this id in place of each variable. */
        public String at(String id) {
            return path.replaceAll("\\{[^}]+}", id);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Who asks, with tokens that the service takes. */
    public interface Callers {

        /** One with just these scopes and roles, at an institution that takes part in nothing. */
        Api with(Set<String> scopes, Set<Role> roles);
    }

    private final int port;
    private final Callers callers;

    private AccessMatrix(int port, Callers callers) {
        this.port = port;
        this.callers = callers;
    }

    /** The operations that need a token. */
    public static List<Operation> operations(JsonNode openApi) {
        List<Operation> found = new ArrayList<>();
        openApi.path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                operation -> {
                                                    JsonNode action =
                                                            operation.getValue().path("x-action");
                                                    if (!action.isMissingNode()) {
                                                        found.add(
                                                                operation(
                                                                        path.getKey(),
                                                                        operation.getKey(),
                                                                        operation.getValue()));
                                                    }
                                                }));
        return found;
    }

    private static Operation operation(String path, String method, JsonNode described) {
        String contentType =
                described.at("/requestBody/content").propertyNames().stream()
                        .findFirst()
                        .orElse("application/json");
        return new Operation(
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                contentType,
                Action.valueOf(described.path("x-action").asString()));
    }

    /** Paths that need no token, as the description lists them. */
    public static List<String> publicPaths(JsonNode openApi) {
        return openApi.path("paths").properties().stream()
                .filter(
                        path ->
                                path.getValue().properties().stream()
                                        .anyMatch(
                                                operation ->
                                                        operation
                                                                .getValue()
                                                                .path("x-action")
                                                                .isMissingNode()))
                .map(java.util.Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /**
     * Tries all of them with tokens of {@link TestTokens}.
     *
     * @param least how many operations there must be, so that an empty description fails
     * @return what is wrong; nothing, it should be
     */
    public static List<String> faults(int port, int least) {
        return faults(
                port,
                least,
                (scopes, roles) ->
                        Api.at(port)
                                .with(
                                        "Authorization",
                                        "Bearer "
                                                + TestTokens.of(
                                                        "matrix",
                                                        "BLK",
                                                        String.join(" ", scopes),
                                                        roles.stream().map(Role::name).toList())));
    }

    /** The same for a service that takes no token of the tests. */
    public static List<String> faults(int port, int least, Callers callers) {
        JsonNode openApi = Api.at(port).get("/v3/api-docs").expect(200).json();
        List<Operation> operations = operations(openApi);
        List<String> faults = new ArrayList<>();
        if (operations.size() < least) {
            faults.add("only " + operations.size() + " operations are described");
        }
        AccessMatrix matrix = new AccessMatrix(port, callers);
        operations.forEach(operation -> matrix.addFaults(operation, faults));
        return faults;
    }

    private void addFaultsWithoutToken(Operation operation, List<String> faults) {
        expect(operation, Api.at(port), "nobody", 401, "UNAUTHENTICATED", faults);
        TestTokens.bad()
                .forEach(
                        (name, token) ->
                                expect(
                                        operation,
                                        Api.at(port).with("Authorization", "Bearer " + token),
                                        name,
                                        401,
                                        "UNAUTHENTICATED",
                                        faults));
    }

    private void addFaults(Operation operation, List<String> faults) {
        addFaultsWithoutToken(operation, faults);
        String scope = operation.action().scope();
        if (!scope.isEmpty()) {
            Set<String> others = new TreeSet<>(ALL_SCOPES);
            others.remove(scope);
            expect(
                    operation,
                    callers.with(others, EnumSet.allOf(Role.class)),
                    "all without the scope",
                    403,
                    "SCOPE_MISSING",
                    faults);
        }
        for (Role role : Role.values()) {
            Api caller = callers.with(ALL_SCOPES, Set.of(role));
            Set<Relation> may = operation.action().relationsFor(Set.of(role));
            if (may.isEmpty() || may.equals(Set.of(Relation.REGION))) {
                expect(operation, caller, role.name(), 403, "ROLE_MISSING", faults);
            } else if (operation.hasId() && !may.contains(Relation.ANY)) {
                expect(operation, caller, role.name(), 404, "NOT_FOUND", faults);
            } else {
                Api.Answer answer = call(operation, caller);
                if (answer.status() == 401 || answer.code().endsWith("_MISSING")) {
                    faults.add(operation + " as " + role + ": " + answer.status());
                }
            }
        }
    }

    private static Api.Answer call(Operation operation, Api caller) {
        return caller.call(operation.method(), operation.at(NOBODY), operation.contentType());
    }

    private static void expect(
            Operation operation,
            Api caller,
            String who,
            int status,
            String code,
            List<String> faults) {
        Api.Answer answer = call(operation, caller);
        if (answer.status() != status || !answer.code().equals(code) || tellsInternals(answer)) {
            faults.add(
                    "%s as %s: expected %d %s, got %d %s"
                            .formatted(
                                    operation, who, status, code, answer.status(), answer.code()));
        }
    }

    private static boolean tellsInternals(Api.Answer answer) {
        String body = new String(answer.bytes(), StandardCharsets.UTF_8);
        return body.contains("Exception") || body.contains("id.bekal.") || body.contains("org.spr");
    }
}
