package id.bekal.gateway.docs;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.cloud.gateway.filter.factory.rewrite.RewriteFunction;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replaces the addresses a service gives for itself, which only this side can reach, by that of the
 * page: what is tried out there comes through the gateway.
 */
@Component
class PublicAddress implements RewriteFunction<byte[], byte[]> {

    private final JsonMapper json;

    PublicAddress(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Publisher<byte[]> apply(ServerWebExchange exchange, byte @Nullable [] description) {
        if (description == null) {
            return Mono.empty();
        }
        return Mono.just(
                HttpStatus.OK.equals(exchange.getResponse().getStatusCode())
                        ? rewritten(description)
                        : description);
    }

    private byte[] rewritten(byte[] description) {
        JsonNode document = json.readTree(description);
        if (!(document instanceof ObjectNode root)) {
            return description;
        }
        root.putArray("servers").addObject().put("url", "/");
        return json.writeValueAsBytes(root);
    }
}
