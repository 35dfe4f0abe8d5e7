package io.signalbox.templates;

import static org.assertj.core.api.Assertions.fail;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Files that say what is expected to be written. {@code -Dgolden.update=true} writes them anew; look at the difference before you commit it. */
final class Golden {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Golden() {}

    static String json(Object value) {
        return JSON.writeValueAsString(value).replace("\r\n", "\n") + "\n";
    }

    static void compare(Path file, String written) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, written);
            return;
        }
        String expected = Files.exists(file) ? Files.readString(file) : "";
        if (!expected.equals(written)) {
            fail(
                    "%s is not what is written now. If the change is meant: mvn -pl connectors/templates -am test -Dgolden.update=true%n%s"
                            .formatted(
                                    file,
                                    difference(
                                            expected.lines().toList(),
                                            written.lines().toList())));
        }
    }

    /** Lines that went and lines that came, at most 60 of them, with the numbers of the lines in the file. */
    private static String difference(List<String> expected, List<String> written) {
        int[][] common = new int[expected.size() + 1][written.size() + 1];
        for (int i = expected.size() - 1; i >= 0; i--) {
            for (int j = written.size() - 1; j >= 0; j--) {
                common[i][j] = expected.get(i).equals(written.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < expected.size() || j < written.size()) {
            if (i < expected.size() && j < written.size() && expected.get(i).equals(written.get(j))) {
                i++;
                j++;
            } else if (i < expected.size() && (j == written.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add("%5d - %s".formatted(i + 1, expected.get(i)));
                i++;
            } else {
                lines.add("%5d + %s".formatted(i + 1, written.get(j)));
                j++;
            }
        }
        String more = lines.size() > 60 ? "\n… and " + (lines.size() - 60) + " more" : "";
        return lines.stream().limit(60).collect(Collectors.joining("\n")) + more;
    }
}
