package io.signalbox.webapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

@ExtendWith(OutputCaptureExtension.class)
class GreetingTest {

    @Test
    void commandThatIsPrintedWorksAsItStands(@TempDir Path folder, CapturedOutput output) throws Exception {
        assumeThat(Path.of("/usr/bin/curl")).exists();
        WebLayer server = WebLayer.start(folder.resolve("it's data"));
        try {
            String command = output.getOut()
                    .lines()
                    .filter(line -> line.contains("curl"))
                    .findFirst()
                    .orElseThrow();
            Process shell = new ProcessBuilder("sh", "-c", command.substring(command.indexOf("curl")))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();

            assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"key\":\"book-00\"");
            assertThat(output.getOut())
                    .contains("Signalbox listens on http://127.0.0.1:" + server.port())
                    .contains("Log in as    admin with the password")
                    .doesNotContain(Files.readString(server.data().resolve("admin.token"))
                            .strip());
        } finally {
            server.close();
        }
    }
}
