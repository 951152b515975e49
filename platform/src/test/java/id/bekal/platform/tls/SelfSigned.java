package id.bekal.platform.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A key and a certificate for 127.0.0.1, made when a test needs them and gone with its folder.
 *
 * @param keyStore PKCS12, with {@link #PASSWORD}
 * @param certificate PEM
 */
record SelfSigned(Path keyStore, Path certificate) {

    static final String PASSWORD = "only-for-this-test";

    static SelfSigned in(Path folder, String name) throws Exception {
        Path keyStore = folder.resolve(name + ".p12");
        keytool(
                List.of(
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        PASSWORD));
        var made = new SelfSigned(keyStore, folder.resolve(name + ".pem"));
        Files.writeString(
                made.certificate,
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(
                                Base64.getMimeEncoder().encodeToString(made.x509().getEncoded())));
        return made;
    }

    X509Certificate x509() throws Exception {
        return (X509Certificate) opened().getCertificate("own");
    }

    PrivateKey privateKey() throws Exception {
        return (PrivateKey) opened().getKey("own", PASSWORD.toCharArray());
    }

    private KeyStore opened() throws Exception {
        return KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
    }

    private static void keytool(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(arguments);
        command.addFirst(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }
}
