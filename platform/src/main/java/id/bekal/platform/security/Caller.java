package id.bekal.platform.security;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Role;

import java.util.Set;

/**
 * Who calls, as the verified token says: controllers take it as an argument.
 *
 * @param subject the API client or account, an opaque id
 * @param institution the institution the client acts for
 * @param kind the institution's kind, LAPAS, BLK, …
 * @param roles what the subject does there
 * @param scopes what the token is limited to
 */
public record Caller(
        String subject,
        InstitutionId institution,
        String kind,
        Set<Role> roles,
        Set<String> scopes) {

    private static final String REGIONAL_AUTHORITY = "REGIONAL_AUTHORITY";

    public boolean isRegionalAuthority() {
        return kind.equals(REGIONAL_AUTHORITY);
    }
}
