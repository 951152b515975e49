package id.bekal.identity.account;

import id.bekal.identity.secret.HashingGate;
import id.bekal.identity.secret.Tokens;

import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.resources.Dictionary;
import me.gosimple.nbvcxz.resources.DictionaryBuilder;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Hashes passwords with Argon2id (16 MB, two passes), so many at a time, and judges new ones: at
 * least 12 characters, and hard to guess by the measure of nbvcxz, which knows common passwords,
 * words, dates and keyboard patterns, and here some of Indonesia too. No rule asks for digits or
 * signs; such rules make passwords worse.
 */
@Component
class Passwords {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 128;

    /** Bits: some 10¹² guesses. */
    private static final double LEAST_ENTROPY = 40;

    private final Argon2PasswordEncoder argon2 =
            Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final List<Dictionary> dictionaries = new ArrayList<>();
    private final HashingGate gate;

    /** What a password is compared with where there is no account: it costs the same. */
    private final String nobodys;

    Passwords(HashingGate gate) {
        this.gate = gate;
        dictionaries.addAll(ConfigurationBuilder.getDefaultDictionaries());
        dictionaries.add(indonesian());
        this.nobodys = String.valueOf(argon2.encode(Tokens.drawn()));
    }

    /** The library knows English; these are words that people here begin with. */
    private static Dictionary indonesian() {
        try {
            List<String> words =
                    new ClassPathResource("passwords/indonesian.txt")
                            .getContentAsString(StandardCharsets.UTF_8)
                            .lines()
                            .toList();
            DictionaryBuilder dictionary =
                    new DictionaryBuilder().setDictionaryName("indonesian").setExclusion(false);
            for (int rank = 0; rank < words.size(); rank++) {
                dictionary.addWord(words.get(rank), rank + 1);
            }
            return dictionary.createDictionary();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws HashingGate.BusyException if too many are hashed already
     */
    String hash(String password) {
        return gate.within(() -> String.valueOf(argon2.encode(password)));
    }

    /**
     * @param hash null where there is no account or no password: takes as long, and never matches
     * @throws HashingGate.BusyException if too many are hashed already
     */
    boolean matches(String password, @Nullable String hash) {
        boolean known = hash != null;
        String compared = known ? hash : nobodys;
        // whatever is longer than any password is cut: the effort stays the same
        String cut =
                password.length() > LONGEST + 1 ? password.substring(0, LONGEST + 1) : password;
        return gate.within(() -> argon2.matches(cut, compared)) && known;
    }

    /**
     * What speaks against a new password, as the key of a text; empty if nothing does.
     *
     * @param about words nobody should use: the person's name and address
     */
    Optional<String> objection(String password, List<String> about) {
        if (password.length() < SHORTEST) {
            return Optional.of("PASSWORD_TOO_SHORT");
        }
        if (password.length() > LONGEST) {
            return Optional.of("PASSWORD_TOO_LONG");
        }
        DictionaryBuilder own = new DictionaryBuilder().setDictionaryName("own").setExclusion(true);
        List<String> words = new ArrayList<>(List.of("bekal", "lapas", "kemenkumham"));
        about.forEach(text -> words.addAll(List.of(text.split("[^\\p{L}\\p{N}]+"))));
        words.stream()
                .filter(word -> word.length() > 2)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .forEach(word -> own.addWord(word, 0));
        List<Dictionary> all = new ArrayList<>(dictionaries);
        all.add(own.createDictionary());
        var estimate =
                new Nbvcxz(
                                new ConfigurationBuilder()
                                        .setDictionaries(all)
                                        .setMinimumEntropy(LEAST_ENTROPY)
                                        .setCombinationAlgorithmTimeout(500L)
                                        .createConfiguration())
                        .estimate(password);
        return estimate.isMinimumEntropyMet() ? Optional.empty() : Optional.of("PASSWORD_TOO_EASY");
    }
}
