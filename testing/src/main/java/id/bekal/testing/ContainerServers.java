package id.bekal.testing;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * MongoDB and Kafka from Docker's engine, in the images of docker-compose.yml; Testcontainers ends
 * them with the JVM.
 */
final class ContainerServers {

    private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.1.1");
    private static final DockerImageName MONGO = DockerImageName.parse("mongo:8");
    private static final int MONGO_PORT = 27017;

    private ContainerServers() {}

    static String kafka() {
        requireEngine();
        @SuppressWarnings("resource") // lives as long as the JVM
        KafkaContainer container = new KafkaContainer(KAFKA);
        container.start();
        return container.getBootstrapServers();
    }

    static String mongodb() {
        requireEngine();
        @SuppressWarnings("resource") // lives as long as the JVM
        GenericContainer<?> container =
                new GenericContainer<>(MONGO)
                        .withExposedPorts(MONGO_PORT)
                        .waitingFor(Wait.forListeningPort());
        container.start();
        return "mongodb://%s:%d"
                .formatted(container.getHost(), container.getMappedPort(MONGO_PORT));
    }

    private static void requireEngine() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "-Pcontainers demands a Docker engine, and none answers; without the profile"
                            + " the tests run on the embedded broker and store");
        }
    }
}
