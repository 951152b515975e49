package id.bekal.events.webhook;

import id.bekal.platform.keys.MasterKeys;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    /** Signing keys lie under them. */
    @Bean
    MasterKeys masterKeys(@Value("${bekal.master-keys}") String keys) {
        return MasterKeys.read(keys, "BEKAL_MASTER_KEYS");
    }

    @Bean
    DnsResolver systemNames() {
        return SystemDefaultDnsResolver.INSTANCE;
    }
}
