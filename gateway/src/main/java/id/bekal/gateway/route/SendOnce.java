package id.bekal.gateway.route;

import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.stereotype.Component;

import reactor.netty.http.client.HttpClient;

/**
 * By itself the client sends a request again, a command too, when its connection is reset before
 * the answer: the service may have carried it out.
 */
@Component
class SendOnce implements HttpClientCustomizer {

    @Override
    public HttpClient customize(HttpClient client) {
        return client.disableRetry(true);
    }
}
