package io.signalbox.connectors.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.connectors.docker.RunContainer.IfNameTaken;
import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.TestStep;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

class RunContainerTest extends DockerContract<RunContainer.Input, RunContainer.Output> {

    @Override
    protected String operation() {
        return "docker.run-container";
    }

    @Override
    protected RunContainer.Input input() {
        return shop("1.1", IfNameTaken.FAIL);
    }

    @Override
    protected void verifyApplied(RunContainer.Input input, RunContainer.Output output, TestStep step) {
        assertThat(world.containers()).isEqualTo("shop running shop:1.1");
        assertThat(world.id("shop")).isEqualTo(output.containerId());
        assertThat(host.docker("inspect", "--format", "{{json .Config.Labels}}", "shop"))
                .contains("\"io.signalbox.step\":\"" + step.id() + "\"")
                .contains("\"io.signalbox.run\":\"test-run\"", "\"io.signalbox.service\":\"shop\"", "\"team\":\"web\"");
        assertThat(host.docker("inspect", "--format", "{{json .Config.Env}} {{json .HostConfig}}", "shop"))
                .contains("SHOP_ADDRESS=" + host.address(), "\"Memory\":67108864", "\"NanoCpus\":500000000")
                .contains("\"NetworkMode\":\"host\"", "unless-stopped");
    }

    @Override
    protected void verifyUntouched(RunContainer.Input input, TestStep step) {
        assertThat(world.containers()).isEmpty();
    }

    @Override
    protected Stream<BadInput<RunContainer.Input>> badInputs() {
        return Stream.of(
                bad(
                        "an unknown host",
                        in("web-99", "shop", lab.shop("1.1"), fields -> {}),
                        DockerError.HOST_UNKNOWN,
                        "web-99"),
                bad("a bad name", on("-shop", lab.shop("1.1"), f -> {}), DockerError.SETTINGS_INVALID, "name:"),
                bad("a bad image", on("shop", "Shop:1 1", f -> {}), DockerError.SETTINGS_INVALID, "image:"),
                bad(
                        "an image that is not there",
                        on("shop", "shop:0.0", f -> {}),
                        DockerError.IMAGE_NOT_PULLED,
                        "shop:0.0"),
                bad(
                        "an unknown service",
                        on("shop", lab.shop("1.1"), f -> f.service = "other"),
                        DockerError.SERVICE_UNKNOWN,
                        "service:"),
                bad(
                        "a bad port",
                        on("shop", lab.shop("1.1"), f -> f.ports = List.of("80:80", "http:80")),
                        DockerError.SETTINGS_INVALID,
                        "ports[1]"),
                bad(
                        "a port with host networking",
                        on("shop", lab.shop("1.1"), f -> {
                            f.ports = List.of("80:80");
                            f.networkMode = "host";
                        }),
                        DockerError.SETTINGS_INVALID,
                        "ports:"),
                bad(
                        "a relative volume",
                        on("shop", lab.shop("1.1"), f -> f.volumes = List.of("./data:/data")),
                        DockerError.SETTINGS_INVALID,
                        "volumes[0]"),
                bad(
                        "no size",
                        on("shop", lab.shop("1.1"), f -> f.memLimit = "much"),
                        DockerError.SETTINGS_INVALID,
                        "memLimit:"),
                bad(
                        "an unknown restart policy",
                        on("shop", lab.shop("1.1"), f -> f.restart = "sometimes"),
                        DockerError.SETTINGS_INVALID,
                        "restart:"),
                bad(
                        "labels that are not its own",
                        on("shop", lab.shop("1.1"), f -> f.labels = Map.of("io.signalbox.step", "x")),
                        DockerError.SETTINGS_INVALID,
                        "labels:"),
                bad(
                        "a network that is not there",
                        on("shop", lab.shop("1.1"), f -> f.networkMode = "nowhere"),
                        DockerError.NETWORK_NOT_FOUND,
                        "nowhere"),
                bad(
                        "a command that is not in the image",
                        on("shop", lab.shop("1.1"), f -> {
                            f.entrypoint = List.of("/bin/nothing");
                            f.networkMode = "host";
                        }),
                        DockerError.COMMAND_NOT_FOUND,
                        "nothing"));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        var input = on("shop", "shop:1", f -> {
            f.memLimit = "x";
            f.restart = "y";
            f.cpus = -1.0;
        });
        assertThatThrownBy(() -> apply(input, step())).hasMessageContainingAll("memLimit:", "restart:", "cpus:");
    }

    @Test
    void nameTakenByAnotherIsAnErrorThatSaysWhose() {
        world.foreign("shop", "1.0");
        var id = world.id("shop");
        assertThatThrownBy(() -> apply(input(), step()))
                .hasFieldOrPropertyWithValue("error", DockerError.NAME_TAKEN)
                .hasMessageContaining("not made by Signalbox");
        assertThat(world.id("shop")).isEqualTo(id);
    }

    @Test
    void sameContainerIsReusedAndLeftByAnUndo() throws Exception {
        var first = apply(input(), step());
        var second = step();
        var reused = apply(shop("1.1", IfNameTaken.REUSE_IF_SAME), second);
        assertThat(reused.reused()).isTrue();
        assertThat(reused.containerId()).isEqualTo(first.containerId());
        undo(shop("1.1", IfNameTaken.REUSE_IF_SAME), reused, second);
        assertThat(world.containers()).isEqualTo("shop running shop:1.1");
    }

    @Test
    void otherSettingsAreNotReused() throws Exception {
        apply(input(), step());
        assertThatThrownBy(() -> apply(shop("1.0", IfNameTaken.REUSE_IF_SAME), step()))
                .hasFieldOrPropertyWithValue("error", DockerError.NAME_TAKEN);
    }

    @Test
    void stoppedContainerIsStartedAndStoppedAgainByAnUndo() throws Exception {
        apply(input(), step());
        host.docker("stop", "shop");
        var step = step();
        var input = shop("1.1", IfNameTaken.REUSE_IF_SAME);
        var reused = apply(input, step);
        assertThat(world.containers()).isEqualTo("shop running shop:1.1");
        undo(input, reused, step);
        assertThat(world.containers()).isEqualTo("shop exited shop:1.1");
    }

    @Test
    void nameTakenMayBeReplacedAndPutBack() throws Exception {
        world.foreign("shop", "1.0");
        var before = world.configuration("shop");
        var step = step();
        var input = shop("1.1", IfNameTaken.REPLACE);
        var output = apply(input, step);
        assertThat(world.containers()).isEqualTo("shop running shop:1.1\nshop.previous exited shop:1.0");
        undo(input, output, step);
        assertThat(world.containers()).isEqualTo("shop running shop:1.0");
        assertThat(world.configuration("shop")).isEqualTo(before);
    }

    @Test
    void containerThatEndsAtOnceIsRemovedAndItsLastLinesAreTold() {
        var input = on("shop", lab.shop("1.1"), f -> {
            f.entrypoint = List.of("sh", "-c", "echo no configuration; exit 7");
            f.networkMode = "host";
        });
        assertThatThrownBy(() -> apply(input, step()))
                .hasFieldOrPropertyWithValue("error", DockerError.CONTAINER_EXITED)
                .hasMessageContainingAll("exit code 7", "no configuration");
        assertThat(world.containers()).isEmpty();
    }

    @Test
    void restartLoopIsAnEndToo() {
        var input = on("shop", lab.shop("1.1"), f -> {
            f.entrypoint = List.of("sh", "-c", "echo again; exit 1");
            f.networkMode = "host";
            f.restart = "always";
        });
        assertThatThrownBy(() -> apply(input, step()))
                .hasFieldOrPropertyWithValue("error", DockerError.CONTAINER_EXITED)
                .hasMessageContaining("restarted");
        assertThat(world.containers()).isEmpty();
    }

    @Test
    void jobThatEndsWellIsDone() throws Exception {
        var output = apply(
                on("job", lab.shop("1.1"), f -> {
                    f.entrypoint = List.of("true");
                    f.networkMode = "host";
                }),
                step());
        assertThat(world.containers()).isEqualTo("job exited shop:1.1");
        assertThat(output.containerId()).isEqualTo(world.id("job"));
    }

    @Test
    void portInUseOnTheHostIsTold() throws Exception {
        apply(input(), step());
        var other = on("other", lab.shop("1.1"), f -> f.service = "shop");
        assertThatThrownBy(() -> apply(other, step()))
                .hasFieldOrPropertyWithValue("error", DockerError.PORT_TAKEN)
                .hasMessageContaining("in use");
    }

    @Test
    void containerThatWasMadeBeforeACrashIsTakenUp() throws Exception {
        var step = step();
        host.docker(
                "create",
                "--name",
                "shop",
                "--network",
                "host",
                "--label",
                Labels.STEP + "=" + step.id(),
                "-e",
                world.address(),
                "-e",
                "SHOP_PORT=18081",
                lab.shop("1.1"));
        var made = world.id("shop");
        assertThat(find(input(), step)).isEmpty();
        assertThat(apply(input(), step.nextAttempt()).containerId()).isEqualTo(made);
        assertThat(world.containers()).isEqualTo("shop running shop:1.1");
    }

    private RunContainer.Input shop(String version, IfNameTaken ifNameTaken) {
        return in(host.name(), "shop", lab.shop(version), f -> {
            f.service = "shop";
            f.ifNameTaken = ifNameTaken;
        });
    }

    private RunContainer.Input on(String name, String image, Consumer<Fields> change) {
        return in(host.name(), name, image, change);
    }

    private static RunContainer.Input in(String host, String name, String image, Consumer<Fields> change) {
        var fields = new Fields();
        change.accept(fields);
        return fields.run(host, name, image);
    }

    private static BadInput<RunContainer.Input> bad(
            String what, RunContainer.Input input, DockerError code, String named) {
        return new BadInput<>(what, input, code, named);
    }
}
