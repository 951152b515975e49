package id.bekal.platform.security;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Role;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gives controllers their {@link Caller}. */
public final class CallerArgumentResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binder) {
        return current();
    }

    /** The caller of the running request; an unauthenticated or institution-less one is denied. */
    public static Caller current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Jwt token)) {
            throw new AccessDeniedException("no token");
        }
        String institution = token.getClaimAsString("institution");
        String kind = token.getClaimAsString("kind");
        String subject = token.getSubject();
        if (institution == null || kind == null || subject == null) {
            throw new AccessDeniedException("the token names no institution");
        }
        return new Caller(
                subject,
                new InstitutionId(institution),
                kind,
                texts(token, "roles").stream()
                        .flatMap(name -> role(name).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                texts(token, "scope"));
    }

    /** A role this version does not know allows nothing. */
    private static Optional<Role> role(String name) {
        return Arrays.stream(Role.values()).filter(role -> role.name().equals(name)).findFirst();
    }

    /** A claim that is a list, or one text with spaces between (RFC 8693). */
    private static Set<String> texts(Jwt token, String claim) {
        Stream<?> values =
                switch (token.getClaims().get(claim)) {
                    case null -> Stream.empty();
                    case Collection<?> list -> list.stream();
                    case Object text -> Arrays.stream(text.toString().split(" ", -1));
                };
        return values.map(Object::toString)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
