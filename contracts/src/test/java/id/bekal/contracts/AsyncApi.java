package id.bekal.contracts;

import id.bekal.contracts.access.Action;
import id.bekal.contracts.training.LearnerEnrolled;
import id.bekal.contracts.training.ProgramCompleted;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The AsyncAPI 3.0 document: which events there are, what is in them, and by which door they come.
 * Made from the records' schemas, the samples and {@link AsyncApiTexts}; it describes Bekal, so
 * what an institution receives is what Bekal sends.
 */
final class AsyncApi {

    /** An authority that is in the audience of the sample of {@link ProgramCompleted}. */
    static final InstitutionId AUTHORITY = new InstitutionId("kanwil-jatim");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HOST = "bekal.example.go.id";
    private static final String STREAM = "stream.";
    private static final String WEBHOOK = "webhook.";
    private static final String BYE = "bye";

    private final AsyncApiTexts texts;
    private final SharedSchemas schemas = new SharedSchemas();
    private final ObjectNode messages = JSON.createObjectNode();
    private final ObjectNode channels = JSON.createObjectNode();
    private final ObjectNode operations = JSON.createObjectNode();

    private AsyncApi(AsyncApiTexts texts) {
        this.texts = texts;
    }

    /** The whole document; it is not to be published with {@link AsyncApiTexts#missing}. */
    static ObjectNode document(AsyncApiTexts texts) {
        return new AsyncApi(texts).document();
    }

    private ObjectNode document() {
        ObjectNode document = JSON.createObjectNode().put("asyncapi", "3.0.0");
        ObjectNode info = document.putObject("info").put("title", "Bekal").put("version", "1.0.0");
        texts.description(info, "document");
        document.put("defaultContentType", EventEnvelope.CONTENT_TYPE);

        schemas.add("EventEnvelope", described(Schemas.envelope()));
        schemas.add("FeedEvent", described(Schemas.feedEvent()));
        stream();
        webhook();
        EventTypes.topics().forEach(this::topic);

        document.set("servers", servers());
        document.set("channels", channels);
        document.set("operations", operations);
        ObjectNode components = document.putObject("components");
        components.set("messages", messages);
        components.set("messageTraits", traits());
        components.set("schemas", schemas.all());
        components.set("securitySchemes", securitySchemes());
        return document;
    }

    private ObjectNode described(ObjectNode envelope) {
        envelope.path("properties")
                .forEachEntry(
                        (name, property) ->
                                texts.description((ObjectNode) property, "attribute." + name));
        return envelope;
    }

    // ---- servers

    private ObjectNode servers() {
        ObjectNode servers = JSON.createObjectNode();
        server(servers, "gateway", "https", HOST);
        server(servers, "subscriber", "https", "events.blk.example.go.id");
        server(servers, "broker", "kafka-secure", "kafka:9092")
                .putArray("security")
                .add(reference("components", "securitySchemes", "broker"));
        return servers;
    }

    private ObjectNode server(ObjectNode servers, String name, String protocol, String host) {
        ObjectNode server = servers.putObject(name).put("host", "{host}").put("protocol", protocol);
        texts.summary(server, "server." + name);
        texts.description(
                server.putObject("variables").putObject("host").put("default", host),
                "server.%s.host".formatted(name));
        return server;
    }

    // ---- channels

    private void topic(String topic) {
        String family = topic.split("\\.")[1];
        ObjectNode channel = channel(family, topic, "broker");
        for (Class<? extends DomainEvent> type : EventTypes.all()) {
            if (EventTypes.topic(type).equals(topic)) {
                String name = EventTypes.name(type);
                ObjectNode message =
                        message(
                                channel,
                                name,
                                name,
                                type.getSimpleName(),
                                payload(
                                        "EventEnvelope",
                                        name,
                                        schemas.add(name, Schemas.of(type))));
                message.put("title", type.getSimpleName())
                        .putArray("traits")
                        .add(reference("components", "messageTraits", "keyed"));
                example(message, (ObjectNode) JSON.readTree(Samples.of(type)));
            }
        }
        channel.putObject("bindings")
                .putObject("kafka")
                .put("topic", topic)
                .put("bindingVersion", "0.5.0");
        String capital = Character.toUpperCase(family.charAt(0)) + family.substring(1);
        texts.summary(operation("send" + capital, "send", family), "operation.send");
        texts.summary(operation("receive" + capital, "receive", family), "operation.receive");
    }

    private void stream() {
        ObjectNode channel = channel("feedStream", "/api/events/stream", "gateway");
        for (Class<? extends DomainEvent> type : FeedSamples.types()) {
            feedMessage(channel, STREAM, type);
        }
        ObjectNode leaving = JSON.createObjectNode().put("type", "object");
        leaving.putArray("required").add("reason").add("resumeAfter");
        ObjectNode properties = leaving.putObject("properties");
        properties
                .putObject("reason")
                .put("type", "string")
                .putArray("examples")
                .add("TOO_SLOW")
                .add("TOKEN_EXPIRED")
                .add("REVOKED")
                .add("RESTARTING");
        properties.putObject("resumeAfter").put("type", "integer").put("minimum", 0);
        ObjectNode bye =
                message(channel, BYE, STREAM + BYE, STREAM + BYE, leaving)
                        .put("contentType", "application/json");
        example(
                bye,
                JSON.createObjectNode()
                        .put("reason", "RESTARTING")
                        .put("resumeAfter", FeedSamples.NUMBER));

        ObjectNode operation = operation("streamFeed", "send", "feedStream");
        texts.summary(operation, "operation.streamFeed");
        operation.putArray("security").add(reference("components", "securitySchemes", "token"));
        http(operation, "GET");
    }

    private void webhook() {
        ObjectNode channel = channel("feedWebhook", null, "subscriber");
        texts.description(channel, "channel.feedWebhook.more");
        for (Class<? extends DomainEvent> type : FeedSamples.types()) {
            feedMessage(channel, WEBHOOK, type)
                    .putArray("traits")
                    .add(reference("components", "messageTraits", "signed"));
        }
        ObjectNode operation = operation("callWebhook", "send", "feedWebhook");
        texts.summary(operation, "operation.callWebhook");
        operation.putArray("security").add(reference("components", "securitySchemes", "signature"));
        http(operation, "POST");
    }

    private ObjectNode channel(String name, @Nullable String address, String server) {
        ObjectNode channel = channels.putObject(name).put("address", address);
        texts.summary(channel, "channel." + name);
        channel.putArray("servers").add(reference("servers", server));
        channel.putObject("messages");
        return channel;
    }

    private ObjectNode operation(String name, String action, String channel) {
        ObjectNode operation = operations.putObject(name).put("action", action);
        operation.set("channel", reference("channels", channel));
        return operation;
    }

    private static void http(ObjectNode operation, String method) {
        operation
                .putObject("bindings")
                .putObject("http")
                .put("method", method)
                .put("bindingVersion", "0.3.0");
    }

    // ---- messages

    private ObjectNode feedMessage(
            ObjectNode channel, String door, Class<? extends DomainEvent> type) {
        String name = EventTypes.name(type);
        ObjectNode data = FeedSamples.schema(type);
        ObjectNode reference =
                schemas.add(type == ProgramCompleted.class ? "feed." + name : name, data);
        ObjectNode message =
                message(
                        channel,
                        name,
                        door + name,
                        type.getSimpleName(),
                        payload("FeedEvent", name, reference));
        message.put("title", type.getSimpleName());
        FeedEvent sample = FeedSamples.of(type);
        example(message, json(sample));
        if (type == ProgramCompleted.class) {
            example(message, json(FeedSamples.ofAnOverseer(AUTHORITY)))
                    .put("name", "overseer")
                    .put("summary", texts.english("example.overseer"));
        }
        if (type == LearnerEnrolled.class) {
            example(message, json(sample.erased(sample.subject())))
                    .put("name", "erased")
                    .put("summary", texts.english("example.erased"));
        }
        return message;
    }

    private ObjectNode message(
            ObjectNode channel, String name, String key, String text, ObjectNode payload) {
        channel.withObject("messages").set(name, reference("components", "messages", key));
        ObjectNode message = messages.putObject(key).put("name", name);
        texts.summary(message, text).set("payload", payload);
        return message;
    }

    /** An envelope whose data is one type's. */
    private static ObjectNode payload(String envelope, String type, ObjectNode data) {
        ObjectNode payload = JSON.createObjectNode();
        ArrayNode all = payload.putArray("allOf").add(SharedSchemas.reference(envelope));
        ObjectNode properties = all.addObject().put("type", "object").putObject("properties");
        properties.putObject("type").put("const", type);
        properties.set("data", data);
        return payload;
    }

    private static ObjectNode example(ObjectNode message, ObjectNode payload) {
        ObjectNode example = message.withArray("examples").addObject();
        example.set("payload", payload);
        return example;
    }

    private ObjectNode traits() {
        ObjectNode traits = JSON.createObjectNode();
        ObjectNode keyed = traits.putObject("keyed");
        texts.description(keyed, "trait.keyed");
        ObjectNode kafka = keyed.putObject("bindings").putObject("kafka");
        kafka.putObject("key").put("type", "string");
        kafka.put("bindingVersion", "0.5.0");

        ObjectNode signed = traits.putObject("signed");
        texts.description(signed, "trait.signed");
        ObjectNode headers = signed.putObject("headers").put("type", "object");
        headers.putArray("required")
                .add("webhook-id")
                .add("webhook-timestamp")
                .add("webhook-signature");
        ObjectNode properties = headers.putObject("properties");
        header(properties, "webhook-id", "^.+$");
        header(properties, "webhook-timestamp", "^[0-9]+$");
        String signature = "v1a?,[A-Za-z0-9+/=]+";
        header(properties, "webhook-signature", "^%s( %s)*$".formatted(signature, signature));
        return traits;
    }

    private void header(ObjectNode properties, String name, String pattern) {
        texts.description(
                properties.putObject(name).put("type", "string").put("pattern", pattern),
                "header." + name);
    }

    // ---- security

    private ObjectNode securitySchemes() {
        ObjectNode schemes = JSON.createObjectNode();
        ObjectNode token = schemes.putObject("token").put("type", "oauth2");
        texts.description(token, "security.token");
        ObjectNode flow =
                token.putObject("flows")
                        .putObject("clientCredentials")
                        .put("tokenUrl", "https://%s/oauth2/token".formatted(HOST));
        ObjectNode scopes = flow.putObject("availableScopes");
        String scope = Action.FEED_READ.scope();
        scopes.put(scope, texts.english("scope." + scope));
        texts.description(
                schemes.putObject("signature")
                        .put("type", "httpApiKey")
                        .put("in", "header")
                        .put("name", "webhook-signature"),
                "security.signature");
        texts.description(
                schemes.putObject("broker").put("type", "scramSha512"), "security.broker");
        return schemes;
    }

    private static ObjectNode json(FeedEvent event) {
        return (ObjectNode) JSON.readTree(event.toJson());
    }

    private static ObjectNode reference(String... steps) {
        return JSON.createObjectNode().put("$ref", "#/" + String.join("/", steps));
    }
}
