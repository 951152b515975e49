package id.bekal.identity.account;

import java.text.Normalizer;
import java.util.Locale;

/**
 * An e-mail address as it is compared: without blanks around it and in small letters. It is
 * personal data: this type prints nothing of it.
 */
public record Email(String value) {

    public Email {
        value = Normalizer.normalize(value.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Email[…]";
    }
}
