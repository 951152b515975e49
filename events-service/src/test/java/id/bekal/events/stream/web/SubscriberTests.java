package id.bekal.events.stream.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import id.bekal.contracts.InstitutionId;
import id.bekal.events.feed.FeedEntry;
import id.bekal.events.feed.FeedNews;
import id.bekal.events.feed.FeedPage;
import id.bekal.events.stream.web.Subscriber.End;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

class SubscriberTests {

    private static final InstitutionId FEED = new InstitutionId("blk");

    /** A connection that takes so many writes, then none until it is told to. */
    private static final class Connection extends ServletOutputStream {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int takes = Integer.MAX_VALUE;
        private boolean cut;

        @Override
        public boolean isReady() {
            return takes > 0;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (cut) {
                throw new IOException("cut");
            }
            takes--;
            written.writeBytes(bytes);
        }

        @Override
        public String toString() {
            return written.toString(StandardCharsets.UTF_8);
        }
    }

    private final Connection connection = new Connection();
    private final AsyncContext request = mock();
    private final FeedNews news = mock();
    private final FeedNews.Listening listening = listening();
    private final AtomicInteger closed = new AtomicInteger();
    private final Subscriber subscriber =
            new Subscriber(
                    FEED,
                    0,
                    Set.of(),
                    request,
                    connection,
                    news,
                    Runnable::run,
                    one -> closed.incrementAndGet());

    private FeedNews.Listening listening() {
        FeedNews.Listening made = mock();
        when(news.listen(any(), any())).thenReturn(made);
        return made;
    }

    @BeforeEach
    void theFeedHasThree() {
        when(news.after(any(), anyLong(), any(), anyInt()))
                .thenAnswer(
                        call -> {
                            long after = call.getArgument(1);
                            return after < 3
                                    ? new FeedPage(
                                            List.of(new FeedEntry(after + 1, "t", "{}")),
                                            after + 1,
                                            3)
                                    : new FeedPage(List.of(), 3, 3);
                        });
    }

    @Test
    void writesNothingBeforeTheContainerSaysThatItMay() {
        subscriber.wake();
        assertThat(connection.toString()).isEmpty();
        subscriber.onWritePossible();
        assertThat(connection.toString()).contains("id: 1\n", "id: 2\n", "id: 3\n");
    }

    @Test
    void holdsNothingForAConnectionThatTakesNothing() {
        connection.takes = 2; // the greeting and the first
        subscriber.onWritePossible();
        assertThat(connection.toString()).contains("id: 1\n").doesNotContain("id: 2\n");
        connection.takes = Integer.MAX_VALUE;
        subscriber.onWritePossible();
        assertThat(connection.toString()).contains("id: 2\ndata: {}\n\nid: 3\n");
    }

    @Test
    void isToldWhyWhenItTakesAgain() {
        connection.takes = 2;
        subscriber.onWritePossible();
        assertThat(subscriber.isBlockedFor(Duration.ZERO)).isTrue();
        assertThat(subscriber.isBlockedFor(Duration.ofHours(1))).isFalse();
        assertThat(subscriber.end(End.TOO_SLOW)).isTrue();
        assertThat(subscriber.end(End.REVOKED)).isFalse();
        assertThat(closed).hasValue(0);
        connection.takes = Integer.MAX_VALUE;
        subscriber.onWritePossible();
        assertThat(connection.toString())
                .endsWith("event: bye\ndata: {\"reason\":\"TOO_SLOW\",\"resumeAfter\":1}\n\n");
        assertThat(closed).hasValue(1);
        verify(request).complete();
    }

    @Test
    void isDroppedWhenItNeverTakesAnything() {
        connection.takes = 2;
        subscriber.onWritePossible();
        subscriber.drop();
        assertThat(closed).hasValue(1);
        verify(request).complete();
        verify(listening).close();
        subscriber.wake();
        assertThat(connection.toString()).doesNotContain("id: 2\n");
    }

    @Test
    void isNotBlockedWhileItTakes() {
        subscriber.onWritePossible();
        assertThat(subscriber.isBlockedFor(Duration.ZERO)).isFalse();
        verify(request, never()).complete();
    }

    @Test
    void saysWhereToResumeWhenItIsSilent() {
        subscriber.onWritePossible();
        subscriber.heartbeat();
        assertThat(connection.toString()).endsWith(":\nid: 3\n\n");
    }

    /** It may be another's by then. */
    @Test
    void completesNothingThatTheContainerEnds() {
        subscriber.onWritePossible();
        subscriber.onError(new IOException("gone"));
        subscriber.onComplete(mock());
        assertThat(closed).hasValue(1);
        subscriber.end(End.RESTARTING);
        subscriber.drop();
        verify(request, never()).complete();
    }

    @Test
    void leavesItToTheContainerWhenAWriteFails() {
        connection.cut = true;
        subscriber.onWritePossible();
        assertThat(closed).hasValue(1);
        verify(request, never()).complete();
    }

    @Test
    void completesWhatFailedWhenTheContainerAsks() {
        AsyncEvent failed = mock();
        when(failed.getAsyncContext()).thenReturn(request);
        subscriber.onWritePossible();
        subscriber.onError(failed);
        assertThat(closed).hasValue(1);
        verify(request).complete();
    }
}
