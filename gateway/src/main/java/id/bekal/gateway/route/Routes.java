package id.bekal.gateway.route;

import static org.springframework.cloud.gateway.support.RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR;

import id.bekal.gateway.GatewaySettings;
import id.bekal.gateway.PublicPaths;

import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.net.URI;

/** Which path leads to which service. */
@Configuration(proxyBeanMethods = false)
class Routes {

    @Bean
    RouteLocator serviceRoutes(RouteLocatorBuilder routes, GatewaySettings settings) {
        GatewaySettings.Backends to = settings.backends();
        long longAnswer = settings.timeouts().longAnswer().toMillis();
        // the first that matches leads
        return routes.routes()
                .route(
                        "identity",
                        route ->
                                route.path(PublicPaths.OF_IDENTITY.toArray(String[]::new))
                                        .and()
                                        // who is revoked is said to this side alone
                                        .not(not -> not.path("/oauth2/revocations/**"))
                                        .metadata(PassedHeaders.COOKIES, true)
                                        .uri(to.identity()))
                .route(
                        "identity-api",
                        route ->
                                route.path("/api/clients/**", "/api/accounts/**")
                                        .uri(to.identity()))
                .route(
                        "originals",
                        route ->
                                route.path("/api/agreements/{id}/original")
                                        .metadata(RESPONSE_TIMEOUT_ATTR, longAnswer)
                                        .uri(to.agreements()))
                .route(
                        "agreements",
                        route ->
                                route.path("/api/institutions/**", "/api/agreements/**")
                                        .uri(to.agreements()))
                .route(
                        "imports",
                        route ->
                                route.path("/api/learners/imports/**")
                                        .metadata(RESPONSE_TIMEOUT_ATTR, longAnswer)
                                        .uri(to.training()))
                .route(
                        "training",
                        route ->
                                route.path(
                                                "/api/learners/**",
                                                "/api/curricula/**",
                                                "/api/instructors/**",
                                                "/api/programs/**",
                                                "/api/eligibility-policies/**")
                                        .uri(to.training()))
                .route(
                        "documents",
                        route ->
                                route.path("/api/issuances/{id}/documents")
                                        .metadata(RESPONSE_TIMEOUT_ATTR, longAnswer)
                                        .uri(to.certification()))
                .route(
                        "certification",
                        route ->
                                route.path(
                                                "/api/certificates/**",
                                                "/api/competence-certificates/**",
                                                "/api/issuances/**",
                                                "/api/issuers/**")
                                        .uri(to.certification()))
                .route(
                        "events",
                        route ->
                                route.path("/api/events/**", "/api/webhooks/**", "/api/insights/**")
                                        .uri(to.events()))
                .route(
                        "verification",
                        route ->
                                route.path(PublicPaths.OF_CERTIFICATION.toArray(String[]::new))
                                        .uri(to.certification()))
                .build();
    }

    @Bean
    RouteLocator operationsRoutes(RouteLocatorBuilder routes, GatewaySettings settings) {
        GatewaySettings.Backends to = settings.backends();
        var built = routes.routes();
        operations(built, "agreements", to.agreements());
        operations(built, "training", to.training());
        operations(built, "certification", to.certification());
        operations(built, "events", to.events());
        operations(built, "identity", to.identity());
        return built.build();
    }

    /**
     * {@code /operations/training/dead-letters} is that service's {@code /operations/dead-letters}.
     */
    private static void operations(RouteLocatorBuilder.Builder routes, String service, URI uri) {
        routes.route(
                "operations-" + service,
                route ->
                        route.path("/operations/" + service + "/**")
                                .filters(
                                        filters ->
                                                filters.rewritePath(
                                                        "^/operations/"
                                                                + service
                                                                + "(?<rest>/.*)?$",
                                                        "/operations${rest}"))
                                .uri(uri));
    }
}
