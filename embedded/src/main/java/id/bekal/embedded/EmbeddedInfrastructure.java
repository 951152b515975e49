package id.bekal.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The quickstart's infrastructure process: broker and store until it is ended. Settings are system
 * properties {@code bekal.data} (folder), {@code bekal.broker.port}, {@code bekal.controller.port},
 * {@code bekal.store.port}.
 */
public final class EmbeddedInfrastructure {

    private EmbeddedInfrastructure() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path data = Path.of(setting("bekal.data", ".bekal/data"));
        int storePort = port("bekal.store.port", 27117);
        EmbeddedStore store =
                switch (setting("bekal.store", "file")) {
                    case "file" -> EmbeddedStore.inFile(data.resolve("store.h2"), storePort);
                    case "memory" -> EmbeddedStore.inMemory(storePort);
                    default -> throw new IllegalArgumentException("bekal.store: file or memory");
                };
        EmbeddedBroker broker =
                EmbeddedBroker.start(
                        data.resolve("broker"),
                        port("bekal.broker.port", 19092),
                        port("bekal.controller.port", 19093),
                        Map.of());
        var ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    broker.close();
                                    store.close();
                                    ended.countDown();
                                }));
        System.out.println("ready: broker " + broker.address() + ", store " + store.uri());
        ended.await();
    }

    private static int port(String name, int otherwise) {
        return Integer.getInteger(name, otherwise);
    }

    private static String setting(String name, String otherwise) {
        return System.getProperty(name, otherwise);
    }
}
