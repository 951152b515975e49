package id.bekal.identity.signin;

import id.bekal.identity.account.AccountId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A sign-in at a browser, from the first page on.
 *
 * @param query what the browser asked the authorization endpoint for, to go on with at the end
 * @param account whose password was right; null before
 * @param completedAt when all that is asked for was right; null before
 */
public record SignIn(
        @Nullable String query,
        @Nullable AccountId account,
        @Nullable Instant completedAt,
        Instant startedAt,
        Instant seenAt) {}
