package id.bekal.events.webhook.web;

import id.bekal.platform.web.ShownOnce;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import tools.jackson.databind.json.JsonMapper;

/** The secret of a webhook. */
@Configuration(proxyBeanMethods = false)
class ShownOnceConfiguration {

    @Bean
    FilterRegistrationBean<ShownOnce.Joining> shownOnceJoins(JsonMapper json) {
        return ShownOnce.joining(json, "/api/webhooks/*");
    }
}
