package id.bekal.gateway.route;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;

import org.jspecify.annotations.Nullable;

import reactor.netty.NettyPipeline;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose caller has begun a request and not ended its headers in time, however
 * steadily it sends them. An idle connection is not this one's matter.
 */
final class HeadDeadline {

    private final Duration allowed;
    // both handlers run in the connection's event loop
    private boolean headExpected = true;
    private @Nullable Future<?> deadline;

    private HeadDeadline(Duration allowed) {
        this.allowed = allowed;
    }

    /** Watches a new connection, whose pipeline has the HTTP decoder already. */
    static void watch(Channel connection, Duration allowed) {
        HeadDeadline watch = new HeadDeadline(allowed);
        ChannelPipeline pipeline = connection.pipeline();
        pipeline.addBefore(NettyPipeline.HttpCodec, "bekal.headBegins", watch.new Bytes());
        pipeline.addAfter(NettyPipeline.HttpCodec, "bekal.headEnds", watch.new Messages());
    }

    private void begins(ChannelHandlerContext connection) {
        if (headExpected && deadline == null) {
            deadline =
                    connection
                            .executor()
                            .schedule(
                                    () -> {
                                        connection.close();
                                    },
                                    allowed.toMillis(),
                                    TimeUnit.MILLISECONDS);
        }
    }

    private void ends() {
        headExpected = false;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private final class Bytes extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof ByteBuf) {
                begins(context);
            }
            context.fireChannelRead(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ends();
            context.fireChannelInactive();
        }
    }

    private final class Messages extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                ends();
            }
            if (message instanceof LastHttpContent) {
                headExpected = true;
            }
            context.fireChannelRead(message);
        }
    }
}
