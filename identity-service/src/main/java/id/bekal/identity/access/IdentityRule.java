package id.bekal.identity.access;

import id.bekal.platform.Rule;

/** Every rule of identity that may object to a command; the texts are in {@code problems}. */
public enum IdentityRule implements Rule {
    // granting
    INSTITUTION_NOT_IN_FORCE,
    NOT_FOR_ONESELF,
    ROLE_NOT_FOR_THIS_INSTITUTION,
    ROLE_ABOVE_THE_GRANTER,
    SCOPE_NOT_FOR_THIS_INSTITUTION,
    // clients
    CLIENT_REVOKED,
    CLIENT_HAS_NO_SECRETS,
    CLIENT_HAS_NO_KEYS,
    // accounts
    EMAIL_TAKEN,
    ACCOUNT_REVOKED,
    // signing keys
    KEYS_COME_FROM_A_FILE,
    ROTATION_UNDER_WAY
}
