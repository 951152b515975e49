package id.bekal.identity.key;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import id.bekal.identity.IdentitySettings;
import id.bekal.identity.secret.MasterKeys;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

    /** A file wins over the store: an operator who names one wants just those keys. */
    @Bean
    SigningKeys signingKeys(
            IdentitySettings settings, KeyRings rings, MasterKeys masterKeys, Clock clock) {
        Optional<Path> file = settings.signingKeysFile();
        return file.isPresent()
                ? ListedKeys.read(file.get())
                : new RingKeys(rings, masterKeys, clock, settings.tokenLifetime());
    }

    @Bean
    JWKSource<SecurityContext> jwkSource(SigningKeys keys) {
        return (selector, context) -> selector.select(keys.published());
    }
}
