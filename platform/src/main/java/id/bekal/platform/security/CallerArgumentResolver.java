package id.bekal.platform.security;

import id.bekal.contracts.InstitutionId;

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
import java.util.Set;
import java.util.stream.Collectors;

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
        String client = token.getSubject();
        if (institution == null || kind == null || client == null) {
            throw new AccessDeniedException("the token names no institution");
        }
        String scope = token.getClaims().get("scope") instanceof String text ? text : "";
        Set<String> scopes =
                token.getClaims().get("scope") instanceof Iterable<?>
                        ? Set.copyOf(token.getClaimAsStringList("scope"))
                        : Arrays.stream(scope.split(" ", -1))
                                .filter(s -> !s.isEmpty())
                                .collect(Collectors.toUnmodifiableSet());
        return new Caller(client, new InstitutionId(institution), kind, scopes);
    }
}
