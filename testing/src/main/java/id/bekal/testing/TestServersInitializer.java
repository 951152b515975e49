package id.bekal.testing;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

import java.util.Map;
import java.util.UUID;

/** Points a service at {@link TestServers}, with a database of its own. */
public final class TestServersInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestServers servers = TestServers.started();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test-servers",
                                Map.of(
                                        "BEKAL_KAFKA",
                                        servers.kafka(),
                                        "BEKAL_MONGODB_URI",
                                        servers.mongodb(),
                                        "BEKAL_DATABASE",
                                        "test_" + UUID.randomUUID().toString().replace("-", ""),
                                        "BEKAL_JWKS_URI",
                                        servers.jwks(),
                                        "BEKAL_ISSUER",
                                        TestTokens.ISSUER,
                                        "BEKAL_MASTER_KEYS",
                                        TestKeys.masterKeys(),
                                        "BEKAL_HASH_KEY",
                                        TestKeys.hashKey(),
                                        // the tests' issuer revokes nothing
                                        "BEKAL_REVOCATIONS_URI",
                                        "")));
    }
}
