package id.bekal.identity.account;

import id.bekal.identity.secret.Fingerprints;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Codes for who lost the app: ten, each good once, {@code k7mpx-2qh4t}. They have 49 bits, too few
 * for a plain digest to keep from who has the store; so a keyed one is kept.
 */
final class RecoveryCodes {

    private static final int COUNT = 10;
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    static List<String> drawn() {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            codes.add(part() + "-" + part());
        }
        return codes;
    }

    private static String part() {
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            part.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return part.toString();
    }

    /** What is kept of a code, however it was typed. */
    static String print(Fingerprints fingerprints, AccountId account, String typed) {
        String plain = typed.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return fingerprints.of("recovery/" + account, plain);
    }
}
