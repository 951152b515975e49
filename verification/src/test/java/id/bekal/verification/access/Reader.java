package id.bekal.verification.access;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept connection that asks for learners one after the other, opened anew when the service
 * closes it, which Tomcat does after 100 requests. It does no more than HTTP needs, because what it
 * takes of the processor the services lack.
 */
public final class Reader implements AutoCloseable {

    private final int port;
    private final String headers;
    private final byte[] line = new byte[8192];
    private Socket socket;
    private InputStream in;

    Reader(int port, String token) throws IOException {
        this(port, token, "application/json");
    }

    /**
     * @param token null to read what is open to all
     * @param accept what it wants to read
     */
    public Reader(int port, @Nullable String token, String accept) throws IOException {
        this.port = port;
        open();
        headers =
                " HTTP/1.1\r\nHost: 127.0.0.1:"
                        + port
                        + (token == null ? "" : "\r\nAuthorization: Bearer " + token)
                        + "\r\nAccept: "
                        + accept
                        + "\r\n\r\n";
    }

    private void open() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = new BufferedInputStream(socket.getInputStream(), 16_384);
    }

    /** What came back. */
    public record Answer(int status, String body) {}

    public Answer get(String path) throws IOException {
        if (socket.isClosed()) {
            open();
        }
        socket.getOutputStream()
                .write(("GET " + path + headers).getBytes(StandardCharsets.US_ASCII));
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.endsWith("chunked");
            } else if (lower.startsWith("connection:")) {
                last = lower.endsWith("close");
            }
        }
        String body = chunked ? chunks() : text(length);
        if (last) {
            socket.close();
        }
        return new Answer(status, body);
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = size(); size > 0; size = size()) {
            body.append(text(size));
            line();
        }
        line();
        return body.toString();
    }

    private int size() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private String text(int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the service closed the connection");
            }
            line[length++] = (byte) next;
        }
        return new String(line, 0, Math.max(0, length - 1), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
