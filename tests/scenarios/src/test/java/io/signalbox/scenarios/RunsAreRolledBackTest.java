package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.lab.Lab;
import io.signalbox.testkit.lab.NeedsLab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.Map;

@NeedsLab
class RunsAreRolledBackTest {

    @RegisterExtension
    static final Application signalbox = Application.shared();

    private final Api api = signalbox.api();
    private final Lab lab;

    RunsAreRolledBackTest(Lab lab) {
        this.lab = lab;
    }

    @BeforeEach
    @AfterEach
    void clear() {
        lab.clear();
    }

    @Test
    void containersThatARunMadeAreGone() {
        Diagram diagram = Diagram.of("roll-back-new");
        for (String host : List.of("web-1", "web-2")) {
            diagram.step("pull-" + host, "docker.pull-image", "host=" + host, "image=" + lab.shop("1.0"))
                    .step(
                            "run-" + host,
                            "docker.run-container",
                            "host=" + host,
                            "name=made",
                            "image=" + lab.shop("1.0"),
                            "service=shop");
        }
        api.deploy(diagram.end("Made"));
        Api.Run run = api.awaitEnd(api.start("roll-back-new", Map.of()).id());
        lab.hosts()
                .forEach(host -> assertThat(Hosts.containers(host).get("made"))
                        .matches(Hosts.Container::running)
                        .extracting(Hosts.Container::labels)
                        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                        .containsEntry("io.signalbox.run", run.id())
                        .containsEntry(
                                "io.signalbox.step",
                                api.step(run.id(), "run-" + host.name()).id())
                        .containsEntry("io.signalbox.runbook", "roll-back-new")
                        .containsEntry("io.signalbox.service", "shop"));

        Api.Run rollback = api.awaitEnd(api.rollback(run.id(), "not wanted").id());

        assertThat(rollback.state()).as(api.steps(rollback.id()).toString()).isEqualTo("SUCCEEDED");
        assertThat(rollback.parentId()).isEqualTo(run.id());
        lab.hosts().forEach(host -> assertThat(Hosts.containers(host)).isEmpty());
        assertThat(api.steps(run.id()))
                .filteredOn(s -> s.undoOf() == null && s.operation().equals("docker.run-container"))
                .hasSize(2)
                .extracting(Api.Step::undo)
                .containsOnly("DONE");
        List<String> changed = api.steps(run.id()).stream()
                .filter(s -> s.undoOf() == null)
                .map(Api.Step::id)
                .toList();
        List<String> undone = api.steps(rollback.id()).stream()
                .map(Api.Step::undoOf)
                .filter(java.util.Objects::nonNull)
                .toList();
        assertThat(undone)
                .as("the latest first")
                .isEqualTo(changed.reversed().stream().filter(undone::contains).toList());
        assertThat(api.timeline(rollback.id())).extracting(Api.Entry::kind).contains("UNDO_STARTED", "UNDO_COMPLETED");
        assertThat(api.timeline(run.id()))
                .filteredOn(e -> e.kind().equals("ACT"))
                .singleElement()
                .satisfies(e -> assertThat(e.text()).isEqualTo("not wanted"))
                .satisfies(e -> assertThat(e.actor()).isEqualTo("admin"));
        Refusal.of(
                        "again",
                        409,
                        "NOTHING_TO_ROLL_BACK",
                        a -> a.post("/api/v1/runs/" + run.id() + "/rollback", Map.of("reason", "again")))
                .check(api);
    }

    @Test
    void containerThatWasReplacedIsBackAsItWas() {
        var host = lab.host(1);
        host.docker(
                "run",
                "-d",
                "--name=shop",
                "--network=host",
                "-e",
                "SHOP_PORT=8090",
                "--label=by=hand",
                "--memory=32m",
                lab.shop("1.0"));
        String before = Hosts.configuration(host, "shop");
        String id = Hosts.containers(host).get("shop").id();
        api.deploy(Diagram.of("roll-back-replaced")
                .step("pull", "docker.pull-image", "host=web-1", "image=" + lab.shop("1.1"))
                .step(
                        "replace",
                        "docker.replace-container",
                        "host=web-1",
                        "name=shop",
                        "image=" + lab.shop("1.1"),
                        "service=shop",
                        "adopt=true")
                .step("wait", "flow.wait", "duration=1h")
                .end("Never"));
        String run = api.start("roll-back-replaced", Map.of()).id();
        api.awaitWorking(run, "wait");
        assertThat(Hosts.containers(host).get("shop").image()).isEqualTo(lab.shop("1.1"));

        Api.Run rollback = api.awaitEnd(api.rollback(run, "changed my mind").id());

        assertThat(rollback.state()).as(api.steps(rollback.id()).toString()).isEqualTo("SUCCEEDED");
        assertThat(api.run(run).state()).isEqualTo("CANCELLED");
        assertThat(Hosts.containers(host)).containsOnlyKeys("shop");
        assertThat(Hosts.containers(host).get("shop"))
                .matches(Hosts.Container::running)
                .extracting(Hosts.Container::id)
                .isEqualTo(id);
        assertThat(Hosts.configuration(host, "shop")).isEqualTo(before);
    }
}
