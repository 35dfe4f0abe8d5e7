package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.lab.LabHost;
import io.signalbox.testkit.lab.NeedsLab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.Map;

@NeedsLab
class DeployTest {

    @RegisterExtension
    static final Application signalbox = Application.shared();

    @RegisterExtension
    final Shop shop = new Shop(signalbox);

    private final Api api = signalbox.api();

    @Test
    void hostsAndEverythingThatIsToldOfTheRunSayTheSame() {
        Api.Run first = shop.deployed("1.0");

        Api.Run run = shop.run("deploy", Map.of("service", "shop", "version", "1.1"));

        assertThat(run.state()).isEqualTo("SUCCEEDED");
        assertThat(run.outcome()).isEqualTo("Deployed");
        assertThat(run.outputs())
                .containsEntry("image", Shop.image("1.1"))
                .containsEntry("hosts", List.of("web-1", "web-2"))
                .containsEntry("failedHosts", List.of())
                .containsEntry("failures", List.of())
                .doesNotContainKeys("stoppedBecause", "notTakenBack");
        for (LabHost host : List.of(Shop.web(1), Shop.web(2))) {
            hostRuns(host, run, first);
            toldOf(host, run);
        }
        assertThat(shop.step(run, "pull", Shop.web(2)).createdAt())
                .as("one batch after the other")
                .isAfterOrEqualTo(shop.step(run, "answers", Shop.web(1)).endedAt());
        assertThat(shop.notes(run)).isEmpty();
    }

    private void hostRuns(LabHost host, Api.Run run, Api.Run first) {
        Map<String, Hosts.Container> containers = Hosts.containers(host);
        assertThat(containers).containsOnlyKeys("shop", "shop.previous");
        Api.Step replace = shop.step(run, "replace", host);
        assertThat(Shop.running(host)).satisfies(c -> {
            assertThat(c.id()).isEqualTo(replace.output().get("containerId"));
            assertThat(c.image()).isEqualTo(Shop.image("1.1"));
            assertThat(c.labels())
                    .containsEntry("io.signalbox.run", run.id())
                    .containsEntry("io.signalbox.runbook", "deploy")
                    .containsEntry("io.signalbox.step", replace.id())
                    .containsEntry("io.signalbox.service", "shop");
        });
        assertThat(containers.get("shop.previous")).satisfies(c -> {
            assertThat(c.running()).isFalse();
            assertThat(c.id()).isEqualTo(replace.output().get("previousContainerId"));
            assertThat(c.labels()).containsEntry("io.signalbox.run", first.id());
        });
        assertThat(shop.says(host)).isEqualTo("shop 1.1");
    }

    private void toldOf(LabHost host, Api.Run run) {
        assertThat(shop.titles(run, "STEP_COMPLETED", host))
                .containsExactly("Pull the image", "Replace the container", "Wait until it answers");
        assertThat(shop.step(run, "pull", host).output())
                .containsEntry("image", Shop.image("1.1"))
                .containsEntry("pulled", true);
        assertThat(shop.step(run, "answers", host).output()).containsEntry("status", 200);
        assertThat(api.log(run.id(), "host=" + host.name()))
                .allMatch(line -> line.host().equals(host.name()))
                .extracting(Api.Line::text)
                .anyMatch(text -> text.contains("Pulling " + Shop.image("1.1")))
                .anyMatch(text -> text.contains("Starting the new shop"));
    }
}
