package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

/** The black box: the three stories, through the gateway, over HTTP, against six processes. */
class StoriesIT {

    @Test
    void endsWithEveryFigureRight() {
        assertThatNoException().isThrownBy(TheStories::told);
    }
}
