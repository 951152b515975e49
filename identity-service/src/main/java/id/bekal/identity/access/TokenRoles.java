package id.bekal.identity.access;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The roles claim of the running request's token. */
final class TokenRoles {

    private TokenRoles() {}

    static Set<Role> current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Jwt token)) {
            return Set.of();
        }
        List<String> roles = token.getClaimAsStringList("roles");
        return roles == null
                ? Set.of()
                : roles.stream().map(Role::valueOf).collect(Collectors.toSet());
    }
}
