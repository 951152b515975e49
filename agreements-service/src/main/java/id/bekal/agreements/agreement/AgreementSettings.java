package id.bekal.agreements.agreement;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

import java.util.List;

/** The settings under {@code bekal.agreements}; application.yml says what each means. */
@ConfigurationProperties("bekal.agreements")
public record AgreementSettings(
        List<Integer> noticeDays, boolean originalPerParty, DataSize originalMaxSize) {

    public ActivationPolicy activation() {
        return new ActivationPolicy(originalPerParty);
    }
}
