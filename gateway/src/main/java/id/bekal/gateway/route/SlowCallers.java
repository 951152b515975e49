package id.bekal.gateway.route;

import id.bekal.gateway.GatewaySettings;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

import reactor.netty.http.server.HttpServer;

/**
 * Lets no caller hold a connection by sending slowly: the headers must have come within their time,
 * each part of the body within its own, and all of it within that of the longest route.
 */
@Component
class SlowCallers implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private final GatewaySettings.Timeouts timeouts;

    SlowCallers(GatewaySettings settings) {
        this.timeouts = settings.timeouts();
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(this::limited);
    }

    private HttpServer limited(HttpServer server) {
        return server.readTimeout(timeouts.silence())
                .requestTimeout(timeouts.longAnswer())
                .doOnChannelInit(
                        (observer, connection, remote) ->
                                HeadDeadline.watch(connection, timeouts.head()));
    }
}
