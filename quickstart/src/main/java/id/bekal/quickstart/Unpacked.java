package id.bekal.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A service's jar, unpacked under its hash into a plain jar and its libraries: it starts faster
 * than nested jars do, and a build takes no class from under a process that runs. (The jar's own
 * {@code -Djarmode=tools} does the same, at the price of a JVM, and only where Spring is among the
 * libraries.)
 *
 * @param jar what to start
 * @param build identifies the content
 */
record Unpacked(Path jar, String build) {

    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";

    static Unpacked of(Path jar, Path folder) {
        String build = hash(jar);
        Path unpacked = folder.resolve(build);
        if (!Files.exists(unpacked)) {
            Path part = folder.resolve(build + ".part");
            Home.delete(part);
            try {
                Files.createDirectories(part.resolve("lib"));
                unpack(jar, part);
                Files.move(part, unpacked);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Unpacked(unpacked.resolve("application.jar"), build);
    }

    String mainClass() {
        try (JarFile application = new JarFile(jar.toFile())) {
            return application
                    .getManifest()
                    .getMainAttributes()
                    .getValue(Attributes.Name.MAIN_CLASS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what no process uses any more. */
    static void prune(Path folder, Set<String> used) {
        try (var builds = Files.newDirectoryStream(folder)) {
            for (Path build : builds) {
                if (!used.contains(build.getFileName().toString())) {
                    Home.delete(build);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        try (JarFile packed = new JarFile(jar.toFile());
                JarOutputStream application =
                        new JarOutputStream(
                                Files.newOutputStream(folder.resolve("application.jar")))) {
            List<String> libraries = new ArrayList<>();
            Manifest manifest = packed.getManifest();
            application.putNextEntry(new JarEntry(JarFile.MANIFEST_NAME));
            // entries are in class path order
            for (Enumeration<JarEntry> entries = packed.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (name.startsWith(LIBRARIES) && name.endsWith(".jar")) {
                    libraries.add("lib/" + name.substring(LIBRARIES.length()));
                }
            }
            plain(manifest, libraries).write(application);
            for (Enumeration<JarEntry> entries = packed.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                if (entry.isDirectory()) {
                    // component scanning finds a package by the entry of its folder
                    if (name.startsWith(CLASSES) && name.length() > CLASSES.length()) {
                        application.putNextEntry(new JarEntry(name.substring(CLASSES.length())));
                    }
                    continue;
                }
                try (InputStream in = packed.getInputStream(entry)) {
                    if (name.startsWith(LIBRARIES) && name.endsWith(".jar")) {
                        Files.copy(in, folder.resolve("lib").resolve(Path.of(name).getFileName()));
                    } else if (isOfTheApplication(name)) {
                        application.putNextEntry(
                                new JarEntry(
                                        name.startsWith(CLASSES)
                                                ? name.substring(CLASSES.length())
                                                : name));
                        in.transferTo(application);
                    }
                }
            }
        }
    }

    /**
     * The packager leaves the application's META-INF at the root, but for services: those there are
     * the loader's.
     */
    private static boolean isOfTheApplication(String name) {
        return name.startsWith(CLASSES)
                || (name.startsWith("META-INF/")
                        && !name.equals(JarFile.MANIFEST_NAME)
                        && !name.startsWith("META-INF/services/"));
    }

    private static Manifest plain(Manifest packed, List<String> libraries) {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(
                Attributes.Name.MAIN_CLASS, packed.getMainAttributes().getValue("Start-Class"));
        attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", libraries));
        for (Attributes.Name kept :
                List.of(
                        Attributes.Name.IMPLEMENTATION_TITLE,
                        Attributes.Name.IMPLEMENTATION_VERSION)) {
            String value = packed.getMainAttributes().getValue(kept);
            if (value != null) {
                attributes.put(kept, value);
            }
        }
        return manifest;
    }

    static String hash(Path jar) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
