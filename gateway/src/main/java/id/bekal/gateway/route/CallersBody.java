package id.bekal.gateway.route;

import id.bekal.gateway.problem.SlowRequestException;

import io.netty.channel.ChannelException;
import io.netty.handler.timeout.ReadTimeoutException;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;

import reactor.core.publisher.Flux;

/**
 * A request that knows whether its body is still on the way. What fails then is the caller's doing:
 * it sends slowly, too much, or breaks off.
 */
final class CallersBody extends ServerHttpRequestDecorator {

    private volatile boolean begun;
    private volatile boolean complete;

    CallersBody(ServerHttpRequest request) {
        super(request);
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return super.getBody()
                .doOnSubscribe(subscription -> begun = true)
                .doOnComplete(() -> complete = true)
                // as the server tells its read and its request time-out
                .onErrorMap(
                        failure ->
                                failure instanceof ReadTimeoutException
                                        || failure instanceof ChannelException,
                        failure -> new SlowRequestException());
    }

    boolean isOnTheWay() {
        return begun && !complete;
    }
}
