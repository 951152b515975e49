package id.bekal.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs of docs/integration.md, to be run as they stand there. */
public final class Guide {

    private Guide() {}

    /**
     * The block that begins with its file's name as a comment.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static String code(String name) throws IOException {
        Matcher block =
                Pattern.compile(
                                "```[a-z]+\\n((?:#|//) " + Pattern.quote(name) + "\\n.*?)```",
                                Pattern.DOTALL)
                        .matcher(Files.readString(Path.of("../docs/integration.md")));
        if (!block.find()) {
            throw new IllegalArgumentException("the guide has no " + name);
        }
        return block.group(1);
    }

    /** Whether this machine has it; Java it has. */
    public static boolean canRun(String interpreter) {
        return interpreter.equals("java")
                || Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, interpreter)));
    }
}
