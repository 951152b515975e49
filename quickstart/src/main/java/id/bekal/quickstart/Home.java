package id.bekal.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/**
 * Where things are.
 *
 * @param root the checkout: the services' jars are under it, what is made at run time is in its
 *     folder {@code .bekal}
 * @param folder where it is instead, for an installation of its own
 */
public record Home(Path root, Path folder) {

    public Home {
        root = root.toAbsolutePath().normalize();
        folder = folder.toAbsolutePath().normalize();
    }

    public Home(Path root) {
        this(root, root.resolve(".bekal"));
    }

    /** Keys and secrets, for the owner's eyes only. */
    Path config() {
        return made("config");
    }

    /** The broker's log and the store's file. */
    Path data() {
        return at("data");
    }

    Path logs() {
        return made("logs");
    }

    /** Who runs: one file per process. */
    Path run() {
        return made("run");
    }

    /** Unpacked jars and their class archives. */
    Path unpacked() {
        return made("unpacked");
    }

    private Path at(String name) {
        return folder.resolve(name);
    }

    private Path made(String name) {
        Path made = at(name);
        try {
            Files.createDirectories(made.getParent(), onlyOwner("rwx------"));
            Files.createDirectories(made, onlyOwner("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return made;
    }

    /** Writes the whole file or nothing, readable by its owner only from the first byte on. */
    public static void writePrivately(Path file, String content) {
        try {
            Path part =
                    Files.createTempFile(
                            file.toAbsolutePath().getParent(),
                            file.getFileName() + ".",
                            ".part",
                            onlyOwner("rw-------"));
            try {
                Files.writeString(part, content);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FileAttribute<?>[] onlyOwner(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
