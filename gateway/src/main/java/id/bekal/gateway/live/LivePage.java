package id.bekal.gateway.live;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import java.nio.charset.StandardCharsets;

/**
 * What staff see at this address, served from the jar. The page signs in at the built-in provider,
 * which sends the browser back here with a code: the page is at the root itself, not beneath it.
 */
@Configuration(proxyBeanMethods = false)
class LivePage implements WebFluxConfigurer {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    /** Asked each time whether it changed: the parts of two versions do not fit together. */
    private static final CacheControl CHECKED = CacheControl.noCache();

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/live/*")
                .addResourceLocations("classpath:/live/")
                .setCacheControl(CHECKED);
    }

    @Bean
    RouterFunction<ServerResponse> pageAtTheRoot() {
        var page = new ClassPathResource("live/index.html");
        return RouterFunctions.route()
                .GET(
                        "/",
                        request ->
                                ServerResponse.ok()
                                        .contentType(HTML)
                                        .cacheControl(CHECKED)
                                        .bodyValue(page))
                .build();
    }
}
