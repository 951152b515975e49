package id.bekal.gateway.docs;

import id.bekal.gateway.GatewaySettings;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.Duration;

/**
 * One page for the descriptions of all services, served from the jar. A service that is down is
 * missing from the page until it is back. Another page shows the events, from the AsyncAPI document
 * of {@code contracts}.
 */
@Configuration(proxyBeanMethods = false)
class Documentation implements WebFluxConfigurer {

    private static final String PAGE = "/docs/index.html";
    private static final String EVENTS_PAGE = "/docs/events.html";
    private static final CacheControl CACHED =
            CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    private final String swaggerUi;

    Documentation(@Value("${bekal.gateway.docs.swagger-ui-version}") String swaggerUiVersion) {
        this.swaggerUi =
                "classpath:/META-INF/resources/webjars/swagger-ui/" + swaggerUiVersion + "/";
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/ui/**")
                .addResourceLocations(swaggerUi)
                .setCacheControl(CACHED);
        registry.addResourceHandler("/docs/*")
                .addResourceLocations("classpath:/docs/")
                .setCacheControl(CACHED);
    }

    @Bean
    RouterFunction<ServerResponse> documentationPage() {
        return RouterFunctions.route()
                .GET("/docs", request -> to(PAGE))
                .GET("/docs/", request -> to(PAGE))
                .GET("/docs/events", request -> to(EVENTS_PAGE))
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> eventsDocument() {
        return RouterFunctions.resource(
                RequestPredicates.path("/docs/asyncapi.json"),
                new ClassPathResource("asyncapi.json"),
                (resource, headers) -> headers.setCacheControl(CACHED));
    }

    private static Mono<ServerResponse> to(String page) {
        return ServerResponse.status(HttpStatus.FOUND).location(URI.create(page)).build();
    }

    @Bean
    RouteLocator documentationRoutes(
            RouteLocatorBuilder routes, GatewaySettings settings, PublicAddress address) {
        GatewaySettings.Backends from = settings.backends();
        var built = routes.routes();
        description(built, "agreements", from.agreements(), address);
        description(built, "training", from.training(), address);
        description(built, "certification", from.certification(), address);
        description(built, "events", from.events(), address);
        description(built, "identity", from.identity(), address);
        return built.build();
    }

    private static void description(
            RouteLocatorBuilder.Builder routes, String service, URI uri, PublicAddress address) {
        routes.route(
                "docs-" + service,
                route ->
                        route.path("/docs/openapi/" + service)
                                .filters(
                                        filters ->
                                                filters.setPath("/v3/api-docs")
                                                        // it is read here, so not compressed
                                                        .removeRequestHeader(
                                                                HttpHeaders.ACCEPT_ENCODING)
                                                        .modifyResponseBody(
                                                                byte[].class,
                                                                byte[].class,
                                                                address))
                                .uri(uri));
    }
}
