package id.bekal.verification.access;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/**
 * Training-service as it is, or without what is measured. There is no setting for it and must be
 * none: the classes are compiled from our own sources with one place changed.
 */
enum Variant {
    ON("on", true, true),
    OFF("off", false, false),
    NO_ACCESS_LOG("no-access-log", true, false),
    NO_TOKEN_CHECK("no-token-check", false, true);

    private record Change(Path source, String as, String instead) {}

    private static final Path PLATFORM = Path.of("platform/src/main/java/id/bekal/platform");

    /** What NimbusJwtDecoder makes of a token, but for all that it checks. */
    private static final Change TOKENS_ONLY_PARSED =
            new Change(
                    PLATFORM.resolve("security/TokenConfiguration.java"),
                    "        List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();",
                    """
                            if (true) {
                                var converter =
                                        org.springframework.security.oauth2.jwt
                                                .MappedJwtClaimSetConverter.withDefaults(
                                                java.util.Map.of());
                                return token -> {
                                    try {
                                        var parsed = com.nimbusds.jwt.JWTParser.parse(token);
                                        var claims =
                                                converter.convert(
                                                        parsed.getJWTClaimsSet().getClaims());
                                        return Jwt.withTokenValue(token)
                                                .headers(
                                                        all ->
                                                                all.putAll(
                                                                        parsed.getHeader()
                                                                                .toJSONObject()))
                                                .claims(all -> all.putAll(claims))
                                                .build();
                                    } catch (java.text.ParseException e) {
                                        throw new IllegalStateException(e);
                                    }
                                };
                            }
                            List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();""");

    private static final Change NOTHING_RECORDED =
            new Change(
                    PLATFORM.resolve("accesslog/AccessLog.java"),
                    "if (learners.isEmpty()) {",
                    "if (true) {");

    private final String label;
    private final boolean checksTokens;
    private final boolean logsAccesses;

    Variant(String label, boolean checksTokens, boolean logsAccesses) {
        this.label = label;
        this.checksTokens = checksTokens;
        this.logsAccesses = logsAccesses;
    }

    static Variant named(String label) {
        return Arrays.stream(values())
                .filter(variant -> variant.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no side is called " + label));
    }

    boolean checksTokens() {
        return checksTokens;
    }

    boolean logsAccesses() {
        return logsAccesses;
    }

    /**
     * Compiles what differs.
     *
     * @param root the checkout
     * @param unpacked the service's plain jar and its libraries, to compile against
     * @param folder for the classes; stays empty if nothing differs
     */
    void compile(Path root, Path unpacked, Path folder) {
        List<Change> changes = new ArrayList<>();
        if (!checksTokens) {
            changes.add(TOKENS_ONLY_PARSED);
        }
        if (!logsAccesses) {
            changes.add(NOTHING_RECORDED);
        }
        try {
            Path classes = Files.createDirectories(folder);
            for (Change change : changes) {
                compile(change, root, unpacked, classes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compile(Change change, Path root, Path unpacked, Path classes)
            throws IOException {
        String text = Files.readString(root.resolve(change.source()));
        int at = text.indexOf(change.as());
        if (at < 0 || text.indexOf(change.as(), at + 1) >= 0) {
            throw new IllegalStateException(
                    change.source() + " no longer has once what is switched off: " + change.as());
        }
        Path source =
                Files.createDirectories(classes.resolveSibling(classes.getFileName() + "-source"))
                        .resolve(change.source().getFileName());
        Files.writeString(source, text.replace(change.as(), change.instead()));
        String classPath;
        try (Stream<Path> jars = Files.walk(unpacked)) {
            classPath =
                    String.join(
                            ":", jars.map(Path::toString).filter(j -> j.endsWith(".jar")).toList());
        }
        var said = new ByteArrayOutputStream();
        int code =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                said,
                                said,
                                "-proc:none",
                                "-parameters",
                                "--release",
                                "21",
                                "-cp",
                                classPath,
                                "-d",
                                classes.toString(),
                                source.toString());
        if (code != 0) {
            throw new IllegalStateException(
                    "what is switched off does not compile: "
                            + said.toString(StandardCharsets.UTF_8));
        }
    }

    @Override
    public String toString() {
        return label;
    }
}
