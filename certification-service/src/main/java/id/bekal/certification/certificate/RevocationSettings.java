package id.bekal.certification.certificate;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.time.Duration;

/**
 * @param requestsLapseAfter how long a request waits for its second person
 */
@ConfigurationProperties("bekal.revocation")
record RevocationSettings(Duration requestsLapseAfter) {

    RevocationSettings {
        if (!requestsLapseAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "bekal.revocation.requests-lapse-after must be longer than nothing");
        }
    }
}
