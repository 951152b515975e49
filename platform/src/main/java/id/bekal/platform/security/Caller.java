package id.bekal.platform.security;

import id.bekal.contracts.InstitutionId;

import java.util.Set;

/**
 * Who calls, as the verified token says: controllers take it as an argument.
 *
 * @param client the API client, for idempotency and limits
 * @param institution the institution the client acts for
 * @param kind the institution's kind, LAPAS, BLK, …
 */
public record Caller(String client, InstitutionId institution, String kind, Set<String> scopes) {

    private static final String REGIONAL_AUTHORITY = "REGIONAL_AUTHORITY";

    public boolean isRegionalAuthority() {
        return kind.equals(REGIONAL_AUTHORITY);
    }
}
