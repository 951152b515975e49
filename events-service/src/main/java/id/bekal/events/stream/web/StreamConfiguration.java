package id.bekal.events.stream.web;

import id.bekal.events.stream.Tickets;
import id.bekal.platform.security.SecurityConfiguration.PublicPaths;
import id.bekal.platform.web.Problems;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.List;

@Configuration(proxyBeanMethods = false)
class StreamConfiguration {

    /** Spring Security lets it pass, so that the filter can look for a ticket. */
    @Bean
    PublicPaths streamPaths() {
        return new PublicPaths(List.of(StreamController.PATH));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallBuffers() {
        return tomcat -> tomcat.setProtocol(StreamProtocol.class.getName());
    }

    @Bean
    FilterRegistrationBean<TicketFilter> ticketFilter(Tickets tickets, Problems problems) {
        var filter = new FilterRegistrationBean<>(new TicketFilter(tickets, problems));
        filter.addUrlPatterns(StreamController.PATH);
        // right after Spring Security's chain, at -100
        filter.setOrder(-90);
        return filter;
    }
}
