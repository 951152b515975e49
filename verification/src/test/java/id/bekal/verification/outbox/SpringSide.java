package id.bekal.verification.outbox;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** A side that is a Spring context with a database of its own, kept from run to run. */
abstract class SpringSide implements Side {

    private final Connections connections;
    private final Class<?> wiring;
    private @Nullable ConfigurableApplicationContext context;
    private boolean contextForBacklogs;
    private String run = "";

    SpringSide(Connections connections, Class<?> wiring) {
        this.connections = connections;
        this.wiring = wiring;
    }

    /** Settings of the context beside those that all sides share. */
    abstract Map<String, Object> settings(boolean backlog);

    @Override
    public final void open(String run, boolean backlog) {
        this.run = run;
        if (context != null && contextForBacklogs != backlog) {
            close();
        }
        if (context == null) {
            contextForBacklogs = backlog;
            context = connections.context(wiring, "bench_" + run, settings(backlog));
        }
    }

    final String subject(int document) {
        return Workload.subject(run, document);
    }

    @Override
    public final Duration cpu() {
        return Connections.cpuOfThisProcess();
    }

    @Override
    public final void end() {
        var database = bean(MongoTemplate.class).getDb();
        database.listCollectionNames()
                .forEach(name -> database.getCollection(name).deleteMany(new Document()));
    }

    @Override
    public final void close() {
        if (context != null) {
            bean(MongoTemplate.class).getDb().drop();
            context.close();
            context = null;
        }
    }

    final <T> T bean(Class<T> type) {
        return Objects.requireNonNull(context).getBean(type);
    }
}
