package id.bekal.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.server.ResponseStatusException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.stream.Stream;

class FailuresTests {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConnectException("refused"), Problem.SERVICE_UNAVAILABLE),
                Arguments.of(new ConnectTimeoutException(), Problem.SERVICE_UNAVAILABLE),
                Arguments.of(new UnknownHostException("training"), Problem.SERVICE_UNAVAILABLE),
                Arguments.of(
                        new AuthenticationServiceException("no keys"), Problem.SERVICE_UNAVAILABLE),
                Arguments.of(ReadTimeoutException.INSTANCE, Problem.GATEWAY_TIMEOUT),
                Arguments.of(answered(HttpStatus.GATEWAY_TIMEOUT), Problem.GATEWAY_TIMEOUT),
                Arguments.of(answered(HttpStatus.NOT_FOUND), Problem.NOT_FOUND),
                Arguments.of(answered(HttpStatus.METHOD_NOT_ALLOWED), Problem.METHOD_NOT_ALLOWED),
                Arguments.of(answered(HttpStatus.I_AM_A_TEAPOT), Problem.MALFORMED_REQUEST),
                Arguments.of(answered(HttpStatus.INSUFFICIENT_STORAGE), Problem.INTERNAL),
                Arguments.of(new IOException("reset"), Problem.BAD_GATEWAY),
                Arguments.of(new PayloadTooLargeException(1), Problem.PAYLOAD_TOO_LARGE),
                Arguments.of(
                        new IllegalStateException(new PayloadTooLargeException(1)),
                        Problem.PAYLOAD_TOO_LARGE),
                Arguments.of(new IllegalStateException("a bug"), Problem.INTERNAL));
    }

    private static ResponseStatusException answered(HttpStatus status) {
        return new ResponseStatusException(status);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void areToldAs(Throwable failure, Problem expected) {
        assertThat(Failures.problemFor(failure)).isEqualTo(expected);
    }
}
