package id.bekal.platform.security;

import com.github.benmanes.caffeine.cache.Ticker;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What makes a token good: signature by a published key, algorithm, type, issuer, audience, time,
 * and that its subject was not revoked since. The issuer's keys are found by its address alone, as
 * OpenID Connect Discovery has it, unless they are fetched elsewhere.
 */
@Configuration(proxyBeanMethods = false)
public class TokenConfiguration {

    /** None of them symmetric: a key that is published can sign nothing. */
    private static final Set<SignatureAlgorithm> ALGORITHMS =
            Set.of(SignatureAlgorithm.ES256, SignatureAlgorithm.RS256);

    /** Not in identity-service, which need not fetch its own keys. */
    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(
            @Value("${bekal.tokens.issuer}") String issuer,
            @Value("${bekal.tokens.jwks-uri}") String jwks,
            @Value("${bekal.tokens.audience}") String audience,
            ObjectProvider<OAuth2TokenValidator<Jwt>> more) {
        List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
        JwtTypeValidator type = new JwtTypeValidator(List.of("JWT", "at+jwt"));
        type.setAllowEmpty(true);
        validators.add(type);
        validators.add(new JwtIssuerValidator(issuer));
        validators.add(
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD,
                        audiences -> audiences != null && audiences.contains(audience)));
        // one without would be good for ever
        validators.add(new JwtClaimValidator<Instant>(JwtClaimNames.EXP, Objects::nonNull));
        validators.add(new JwtTimestampValidator());
        more.forEach(validators::add);
        return new RememberedTokens(
                new SupplierJwtDecoder(() -> signatures(issuer, jwks)),
                new DelegatingOAuth2TokenValidator<>(validators),
                Ticker.systemTicker());
    }

    private static NimbusJwtDecoder signatures(String issuer, String jwks) {
        NimbusJwtDecoder decoder =
                (jwks.isBlank()
                                ? NimbusJwtDecoder.withIssuerLocation(issuer)
                                : NimbusJwtDecoder.withJwkSetUri(jwks))
                        .jwsAlgorithms(algorithms -> algorithms.addAll(ALGORITHMS))
                        // the type is checked above, where RFC 9068's is known too
                        .validateType(false)
                        .build();
        // claims are checked above, at each request
        decoder.setJwtValidator(token -> OAuth2TokenValidatorResult.success());
        return decoder;
    }
}
