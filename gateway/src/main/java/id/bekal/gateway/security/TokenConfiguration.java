package id.bekal.gateway.security;

import com.nimbusds.jose.jwk.source.JWKSecurityContextJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;

import id.bekal.gateway.GatewaySettings;

import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContextBuilder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.client.HttpClient;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What makes a token good: signature, algorithm, issuer, audience, time and type. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    /** Of the issuer, in bytes: some 40,000 revocations. */
    private static final int LARGEST_ANSWER = 4 * 1024 * 1024;

    @Bean
    PublishedKeys publishedKeys(GatewaySettings settings, SslBundles bundles) {
        WebClient http = toIssuer(bundles);
        GatewaySettings.Tokens tokens = settings.tokens();
        URI given = tokens.jwksUri();
        Mono<URI> address =
                given != null
                        ? Mono.just(given)
                        : new ProviderConfiguration(http, tokens.issuer()).jwksUri();
        return new PublishedKeys(
                address.flatMap(uri -> http.get().uri(uri).retrieve().bodyToMono(String.class)),
                Clock.systemUTC());
    }

    @Bean
    @ConditionalOnExpression("'${bekal.gateway.tokens.revocations.uri:}' != ''")
    Revocations revocations(GatewaySettings settings, SslBundles bundles) {
        return new Revocations(
                toIssuer(bundles), Objects.requireNonNull(settings.tokens().revocations().uri()));
    }

    @Bean
    @ConditionalOnBean(Revocations.class)
    Polling revocationPolling(Revocations revocations, GatewaySettings settings) {
        return new Polling(
                revocations.refresh(),
                settings.tokens().revocations().every(),
                Schedulers.parallel());
    }

    private static WebClient toIssuer(SslBundles bundles) {
        SslBundle trust = bundles.getBundle("issuer");
        HttpClient http =
                HttpClient.create()
                        .secure(
                                tls ->
                                        tls.sslContext(
                                                Http11SslContextSpec.forClient()
                                                        .configure(
                                                                client ->
                                                                        configured(client, trust))))
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 2_000)
                        .responseTimeout(Duration.ofSeconds(5));
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
    }

    private static void configured(SslContextBuilder client, SslBundle trust) {
        client.trustManager(trust.getManagers().getTrustManagerFactory())
                .protocols(trust.getOptions().getEnabledProtocols());
    }

    @Bean
    ReactiveJwtDecoder jwtDecoder(
            PublishedKeys keys,
            ObjectProvider<OAuth2TokenValidator<Jwt>> others,
            GatewaySettings settings) {
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
        List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
        Collections.addAll(
                validators,
                type,
                new JwtIssuerValidator(settings.tokens().issuer()),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD,
                        audiences -> audiences != null && audiences.contains(audience)),
                // one without would be good for ever
                new JwtClaimValidator<Instant>(JwtClaimNames.EXP, Objects::nonNull),
                new JwtTimestampValidator());
        others.forEach(validators::add);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators));
        decoder.setClaimSetConverter(withoutInventedTime());
        return token ->
                decoder.decode(token)
                        // it says so when keys cannot be fetched: not the caller's fault
                        .onErrorMap(
                                IllegalStateException.class,
                                failure ->
                                        new AuthenticationServiceException(
                                                "The issuer's keys cannot be had", failure));
    }

    /** By itself the decoder says that a token without {@code iat} was issued before its end. */
    private static Converter<Map<String, Object>, Map<String, Object>> withoutInventedTime() {
        Converter<Map<String, Object>, Map<String, Object>> usual =
                MappedJwtClaimSetConverter.withDefaults(Map.of());
        return claims -> {
            Map<String, Object> converted = usual.convert(claims);
            if (!claims.containsKey(JwtClaimNames.IAT)) {
                converted.remove(JwtClaimNames.IAT);
            }
            return converted;
        };
    }
}
