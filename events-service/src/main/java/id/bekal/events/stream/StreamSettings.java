package id.bekal.events.stream;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.time.Duration;

/**
 * @param perClient streams that one client may have open at a time, on each instance
 * @param perInstitution and all clients of an institution together
 * @param heartbeat how often a silent stream says that it is alive
 * @param patience a client that takes nothing for so long is dropped
 * @param ticket how long a ticket opens streams
 */
@ConfigurationProperties("bekal.stream")
public record StreamSettings(
        int perClient,
        int perInstitution,
        Duration heartbeat,
        Duration patience,
        Duration ticket) {}
