package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.lab.Lab;
import io.signalbox.testkit.lab.LabHost;
import io.signalbox.testkit.lab.NeedsLab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

@NeedsLab
class DeployOntoFullDiskTest {

    private static final Application SIGNALBOX = Application.onLab();

    private static LabHost small;

    @BeforeAll
    static void startWithOneMoreHost(Lab lab) throws IOException {
        small = lab.hostWithDisk(41, "2m");
        Path site = Files.createDirectories(Path.of("target")).resolve("site-with-a-small-host.yaml");
        Files.writeString(site, Files.readString(lab.site()).replaceFirst("hosts:\n", """
                                hosts:
                                  - {name: %s, url: "%s", address: %s, labels: {role: small}, vars: {port: "8080"}}
                                """.formatted(
                        small.name(), small.url(), small.address())));
        SIGNALBOX.site(site).start();
    }

    @AfterAll
    static void stop() {
        SIGNALBOX.stop();
        small.kill();
    }

    @Test
    void fullDiskIsToldAndNothingIsLeft() {
        Api api = SIGNALBOX.api();
        Api.Run run =
                api.awaitEnd(api.start("deploy", Map.of("service", "shop", "version", "1.1", "hosts", "role=small"))
                        .id());
        assertThat(run.outcome()).isEqualTo("Rolled back");
        assertThat(api.steps(run.id()))
                .filteredOn(s -> s.elementId().equals("pull") && s.undoOf() == null)
                .singleElement()
                .satisfies(s -> assertThat(s.errorCode()).isEqualTo("DOCKER_DISK_FULL"))
                .satisfies(s -> assertThat(s.errorMessage()).contains("docker.prune-images"));
        assertThat(Hosts.containers(small)).isEmpty();
        assertThat(Hosts.images(small)).isEmpty();
    }
}
