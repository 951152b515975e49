package id.bekal.events.stream.web;

import org.apache.coyote.http11.Http11NioProtocol;

/**
 * Tomcat's HTTP with small buffers: what is open here is mostly streams, for hours, that send a few
 * hundred bytes at a time. As Tomcat has it a connection takes 72 kB of them.
 */
public final class StreamProtocol extends Http11NioProtocol {

    private static final int BUFFER = 2048;

    public StreamProtocol() {
        setProperty("socket.appReadBufSize", Integer.toString(BUFFER));
        setProperty("socket.appWriteBufSize", Integer.toString(BUFFER));
    }

    /** Of an answer's body, before it goes to the connection. */
    @Override
    public int getDesiredBufferSize() {
        return BUFFER;
    }
}
