package id.bekal.verification.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Many connections that listen to a stream, on one thread. Of what comes only the mark of an event
 * ({@code @17@}) is looked for, which costs this side as little as it can.
 */
final class Listeners implements AutoCloseable {

    private final InetSocketAddress server;
    private final byte[] request;
    private final Selector selector;
    private final List<SocketChannel> channels = new ArrayList<>();
    private final ConcurrentHashMap<Integer, long[]> heardAt = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, AtomicInteger> heard = new ConcurrentHashMap<>();
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private volatile boolean closed;

    /**
     * @param headers lines that follow the request's first, each with its end
     */
    Listeners(int port, String path, String headers) {
        this.server = new InetSocketAddress("127.0.0.1", port);
        this.request =
                ("GET "
                                + path
                                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
                                + headers
                                + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::read);
    }

    private static final class Mark {
        private int state = -1; // -1: outside, else the digits so far
        private boolean answered;
    }

    /** Opens so many more, some at a time. */
    void open(int more) {
        try {
            for (int i = 0; i < more; i++) {
                SocketChannel channel = SocketChannel.open(server);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.write(ByteBuffer.wrap(request));
                channel.configureBlocking(false);
                synchronized (selector) {
                    channels.add(channel);
                }
                selector.wakeup();
                channel.register(selector, SelectionKey.OP_READ, new Mark());
                StreamsBenchmark.await(
                        () -> channels.size() - begun.sum() - ended.sum() <= 100, 30);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to count who hears this mark. */
    void expect(int mark, int listeners) {
        heardAt.put(mark, new long[listeners]);
        heard.put(mark, new AtomicInteger());
    }

    /** How many heard it. */
    int heard(int mark) {
        return heard.get(mark).get();
    }

    /** When each heard it, by {@link System#nanoTime}. */
    long[] times(int mark) {
        return heardAt.get(mark);
    }

    long answered() {
        return begun.sum();
    }

    long ended() {
        return ended.sum();
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
        while (!closed) {
            try {
                selector.select(200);
                var ready = selector.selectedKeys().iterator();
                while (ready.hasNext()) {
                    SelectionKey key = ready.next();
                    ready.remove();
                    read(key, buffer);
                }
            } catch (ClosedSelectorException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void read(SelectionKey key, ByteBuffer buffer) {
        Mark mark = (Mark) key.attachment();
        try {
            buffer.clear();
            int read = ((SocketChannel) key.channel()).read(buffer);
            if (read < 0) {
                throw new IOException("ended");
            }
            if (!mark.answered) {
                mark.answered = true;
                begun.increment();
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == '@') {
                    if (mark.state > 0) {
                        hear(mark.state);
                    }
                    mark.state = mark.state < 0 ? 0 : -1;
                } else if (mark.state >= 0) {
                    mark.state = next >= '0' && next <= '9' ? mark.state * 10 + next - '0' : -1;
                }
            }
        } catch (IOException e) {
            ended.increment();
            key.cancel();
        }
    }

    private void hear(int mark) {
        AtomicInteger count = heard.get(mark);
        long[] times = heardAt.get(mark);
        if (count != null && times != null) {
            int place = count.getAndIncrement();
            if (place < times.length) {
                times[place] = System.nanoTime();
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        for (SocketChannel channel : channels) {
            channel.close();
        }
        selector.close();
    }
}
