package id.bekal.certification.issuer;

import id.bekal.contracts.InstitutionId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;

/**
 * Where the world reaches this installation. It is written into each certificate for good: choose
 * it before the first is issued, and keep the name.
 *
 * @param publicUrl the gateway's address, {@code https://sertifikat.example.go.id}; no path
 */
@ConfigurationProperties("bekal")
public record PublicUrl(@DefaultValue("http://localhost:8080") URI publicUrl) {

    public PublicUrl {
        String path = publicUrl.getPath();
        if (publicUrl.getHost() == null || path != null && path.length() > 1) {
            throw new IllegalArgumentException(
                    "BEKAL_PUBLIC_URL must be the address of the gateway without a path, such as"
                            + " https://sertifikat.example.go.id");
        }
    }

    /** An address below it. */
    public String of(String path) {
        String base = publicUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }

    /** The issuer's decentralised identifier; {@code did:web} says where its document is. */
    public String did(InstitutionId issuer) {
        String host =
                publicUrl.getPort() < 0
                        ? publicUrl.getHost()
                        : publicUrl.getHost() + "%3A" + publicUrl.getPort();
        return "did:web:" + host + ":issuers:" + issuer;
    }
}
