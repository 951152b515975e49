package id.bekal.gateway.security;

import com.nimbusds.jose.jwk.source.JWKSecurityContextJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;

import id.bekal.gateway.GatewaySettings;

import io.netty.channel.ChannelOption;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What makes a token good: signature, algorithm, issuer, audience, time and type. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    PublishedKeys publishedKeys(GatewaySettings settings) {
        HttpClient http =
                HttpClient.create()
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 2_000)
                        .responseTimeout(Duration.ofSeconds(5));
        Mono<String> published =
                WebClient.builder()
                        .clientConnector(new ReactorClientHttpConnector(http))
                        .build()
                        .get()
                        .uri(settings.tokens().jwksUri())
                        .retrieve()
                        .bodyToMono(String.class);
        return new PublishedKeys(published, Clock.systemUTC());
    }

    @Bean
    ReactiveJwtDecoder jwtDecoder(PublishedKeys keys, GatewaySettings settings) {
        NimbusReactiveJwtDecoder decoder =
                NimbusReactiveJwtDecoder.withJwkSource(keys::of)
                        // the type is checked below, where RFC 9068's is known too
                        .validateType(false)
                        .jwtProcessorCustomizer(
                                processor ->
                                        processor.setJWSKeySelector(
                                                new JWSVerificationKeySelector<>(
                                                        PublishedKeys.ALGORITHMS,
                                                        new JWKSecurityContextJWKSet())))
                        .build();
        JwtTypeValidator type = new JwtTypeValidator(List.of("JWT", "at+jwt"));
        type.setAllowEmpty(true);
        String audience = settings.tokens().audience();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        type,
                        new JwtIssuerValidator(settings.tokens().issuer()),
                        new JwtClaimValidator<List<String>>(
                                JwtClaimNames.AUD,
                                audiences -> audiences != null && audiences.contains(audience)),
                        // one without would be good for ever
                        new JwtClaimValidator<Instant>(JwtClaimNames.EXP, Objects::nonNull),
                        new JwtTimestampValidator()));
        return token ->
                decoder.decode(token)
                        // it says so when keys cannot be fetched: not the caller's fault
                        .onErrorMap(
                                IllegalStateException.class,
                                failure ->
                                        new AuthenticationServiceException(
                                                "The issuer's keys cannot be had", failure));
    }
}
