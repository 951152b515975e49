package id.bekal.verification;

import id.bekal.quickstart.Credentials;
import id.bekal.quickstart.Installation;
import id.bekal.quickstart.stories.InstitutionApi;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

/** Clients with other roles than the demo's have, registered as a regional authority would. */
final class Onboarding {

    private static final String KANWIL = "kanwil-ditjenpas-jawa-timur";

    private Onboarding() {}

    /** A client of the institution with this role alone, and the scopes of its first client. */
    static InstitutionApi client(Installation installation, String institution, String role) {
        Credentials.Client first = installation.credentials().of(institution);
        JsonNode registered =
                new InstitutionApi(installation.gateway(), installation.credentials().of(KANWIL))
                        .post(
                                "/api/clients",
                                Map.of(
                                        "institution",
                                        institution,
                                        "name",
                                        role + " for a test",
                                        "scopes",
                                        first.scopes(),
                                        "roles",
                                        List.of(role),
                                        "authentication",
                                        "SECRET"))
                        .expect(201)
                        .json();
        return new InstitutionApi(
                installation.gateway(),
                new Credentials.Client(
                        registered.path("id").asString(),
                        registered.path("secret").asString(),
                        institution,
                        first.kind(),
                        List.of(role),
                        first.scopes()));
    }
}
