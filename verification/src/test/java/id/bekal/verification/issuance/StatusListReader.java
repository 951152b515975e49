package id.bekal.verification.issuance;

import id.bekal.verification.access.Reader;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** Fetches a status list as a verifier does. */
final class StatusListReader implements AutoCloseable {

    private final Reader reader;
    private String last = "";
    private byte[] bits = {};

    StatusListReader(int port) throws IOException {
        reader = new Reader(port, null, "application/vc+jwt");
    }

    /** The whole list, signed. */
    String fetch(String list) throws IOException {
        Reader.Answer answer = reader.get("/status-lists/" + list);
        if (answer.status() != 200) {
            throw new IOException("status list " + list + ": " + answer.status());
        }
        return answer.body();
    }

    /** Whether the list says now that a place is void. */
    boolean isSet(String list, int index) throws IOException {
        String jws = fetch(list);
        if (!jws.equals(last)) {
            bits = bits(jws);
            last = jws;
        }
        return (bits[index / 8] & 0x80 >>> index % 8) != 0;
    }

    private static byte[] bits(String jws) throws IOException {
        String encoded =
                JsonMapper.shared()
                        .readTree(Base64.getUrlDecoder().decode(jws.split("\\.")[1]))
                        .at("/credentialSubject/encodedList")
                        .asString();
        try (var unzipped =
                new GZIPInputStream(
                        new ByteArrayInputStream(
                                Base64.getUrlDecoder().decode(encoded.substring(1))))) {
            return unzipped.readAllBytes();
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
