package id.bekal.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

class UnpackedTests {

    @TempDir Path folder;
    private Path packed;

    @BeforeEach
    void pack() throws IOException {
        packed = folder.resolve("service.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Start-Class", "a.Service");
        try (var out = new JarOutputStream(Files.newOutputStream(packed), manifest)) {
            for (String name :
                    new String[] {
                        "META-INF/services/java.nio.file.spi.FileSystemProvider",
                        "META-INF/spring.factories",
                        "org/springframework/boot/loader/launch/JarLauncher.class",
                        "BOOT-INF/classes/",
                        "BOOT-INF/classes/a/",
                        "BOOT-INF/classes/a/Service.class",
                        "BOOT-INF/classes/application.yml",
                        "BOOT-INF/lib/second.jar",
                        "BOOT-INF/lib/another.jar"
                    }) {
                out.putNextEntry(new JarEntry(name));
                if (!name.endsWith("/")) {
                    out.write(name.getBytes());
                }
            }
        }
    }

    @Test
    void isAPlainJarWithItsLibrariesInTheirOrder() throws IOException {
        Unpacked unpacked = Unpacked.of(packed, folder.resolve("unpacked"));

        try (JarFile jar = new JarFile(unpacked.jar().toFile())) {
            Attributes attributes = jar.getManifest().getMainAttributes();
            assertThat(attributes.getValue("Main-Class")).isEqualTo("a.Service");
            assertThat(attributes.getValue("Class-Path"))
                    .isEqualTo("lib/second.jar lib/another.jar");
            assertThat(jar.stream().map(JarEntry::getName))
                    .containsExactlyInAnyOrder(
                            "META-INF/MANIFEST.MF",
                            "META-INF/spring.factories",
                            "a/", // component scanning asks for it
                            "a/Service.class",
                            "application.yml");
        }
        assertThat(unpacked.jar().resolveSibling("lib/second.jar"))
                .hasContent("BOOT-INF/lib/second.jar");
    }

    @Test
    void leavesWhatRunsWhereItIsWhenTheJarIsBuiltAnew() throws IOException {
        Path unpackedHere = folder.resolve("unpacked");
        Unpacked before = Unpacked.of(packed, unpackedHere);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Start-Class", "a.Service");
        try (var out = new JarOutputStream(Files.newOutputStream(packed), manifest)) {
            out.putNextEntry(new JarEntry("BOOT-INF/classes/changed"));
        }

        Unpacked after = Unpacked.of(packed, unpackedHere);

        assertThat(after.build()).isNotEqualTo(before.build());
        assertThat(before.jar()).exists();

        Unpacked.prune(unpackedHere, Set.of(after.build()));

        assertThat(before.jar()).doesNotExist();
        assertThat(after.jar()).exists();
    }
}
