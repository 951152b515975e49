package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.quickstart.Installation;
import id.bekal.quickstart.stories.Stories;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The black box: story 2, through the gateway, over HTTP, against six processes. */
class StoryTwoIT {

    @Test
    void endsWithEveryFigureRight() {
        Installation installation = TheInstallation.running();
        var told = new ByteArrayOutputStream();
        int code =
                Stories.runStoryTwo(
                        installation.gateway(),
                        installation.credentials(),
                        new PrintStream(told, true, StandardCharsets.UTF_8));
        assertThat(code).as(told.toString(StandardCharsets.UTF_8)).isZero();
    }
}
