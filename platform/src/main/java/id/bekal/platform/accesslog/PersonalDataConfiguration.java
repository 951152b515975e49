package id.bekal.platform.accesslog;

import id.bekal.platform.keys.HashKey;
import id.bekal.platform.keys.MasterKeys;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;

/** What a service needs that keeps personal data; it imports this. */
@Configuration(proxyBeanMethods = false)
public class PersonalDataConfiguration {

    @Bean
    MasterKeys masterKeys(@Value("${bekal.master-keys}") String keys) {
        return MasterKeys.read(keys, "BEKAL_MASTER_KEYS");
    }

    @Bean
    AccessLog accessLog(
            @Value("${bekal.hash-key}") String key,
            MongoOperations mongo,
            JsonMapper json,
            Clock clock) {
        return new AccessLog(mongo, HashKey.read(key, "BEKAL_HASH_KEY", "access log"), json, clock);
    }

    @Bean
    AccessLogController accessLogController(AccessLog accessLog) {
        return new AccessLogController(accessLog);
    }
}
