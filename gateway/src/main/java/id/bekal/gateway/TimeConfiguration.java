package id.bekal.gateway;

import io.github.bucket4j.TimeMeter;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What limits and pauses are measured by. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    @Bean
    TimeMeter time() {
        return TimeMeter.SYSTEM_NANOTIME;
    }
}
