package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

/** The black box: story 2, through the gateway, over HTTP, against six processes. */
class StoryTwoIT {

    @Test
    void endsWithEveryFigureRight() {
        assertThatNoException().isThrownBy(TheStory::told);
    }
}
