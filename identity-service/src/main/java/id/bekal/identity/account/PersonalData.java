package id.bekal.identity.account;

import id.bekal.identity.secret.Fingerprints;
import id.bekal.identity.secret.MasterKeys;

import org.springframework.stereotype.Component;

/**
 * Seals and opens what accounts say of their persons: each text for its account and field alone.
 */
@Component
public class PersonalData {

    private final MasterKeys keys;
    private final Fingerprints fingerprints;

    PersonalData(MasterKeys keys, Fingerprints fingerprints) {
        this.keys = keys;
        this.fingerprints = fingerprints;
    }

    public String name(Account account) {
        return keys.open(account.sealedName(), field(account.id(), "name"));
    }

    public String email(Account account) {
        return keys.open(account.sealedEmail(), field(account.id(), "email"));
    }

    String print(Email email) {
        return fingerprints.of("email", email.value());
    }

    String seal(AccountId account, String field, String text) {
        return keys.seal(text, field(account, field));
    }

    String open(AccountId account, String field, String sealed) {
        return keys.open(sealed, field(account, field));
    }

    String recoveryPrint(AccountId account, String typed) {
        return RecoveryCodes.print(fingerprints, account, typed);
    }

    private static String field(AccountId account, String name) {
        return "account/" + account + '/' + name;
    }
}
