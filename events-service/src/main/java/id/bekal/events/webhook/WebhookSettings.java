package id.bekal.events.webhook;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.time.Duration;
import java.util.List;

/**
 * @param allowHttp whether receivers without TLS are sent to; for tests
 * @param allowPrivate ranges of addresses, {@code 10.20.0.0/16}, that are sent to though they are
 *     not public: receivers in the installation's own network
 * @param mostPerInstitution webhooks that an institution may have
 * @param parallel deliveries under way at a time for a webhook that asks for no order
 * @param mostUndelivered failed deliveries that a webhook keeps for another try; with so many its
 *     feed is read no further until some arrive
 * @param attemptsKept the last attempts that a webhook can be asked for
 * @param lookEvery how often it is looked for webhooks with something to send that nobody works on
 * @param lease how long an instance that died keeps others from its webhooks
 * @param connectTimeout for the name, the connection and TLS, each
 * @param answerTimeout for the answer, from its first byte to its last
 * @param secretOverlap how long a former key goes on signing beside a new one, unless asked
 */
@ConfigurationProperties("bekal.webhooks")
public record WebhookSettings(
        boolean allowHttp,
        List<String> allowPrivate,
        int mostPerInstitution,
        int parallel,
        int mostUndelivered,
        int attemptsKept,
        Duration lookEvery,
        Duration lease,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration secretOverlap) {}
