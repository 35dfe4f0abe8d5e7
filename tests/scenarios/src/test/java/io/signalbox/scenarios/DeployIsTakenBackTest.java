package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.lab.LabHost;
import io.signalbox.testkit.lab.NeedsLab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.Map;

@NeedsLab
class DeployIsTakenBackTest {

    @RegisterExtension
    static final Application signalbox = Application.shared();

    @RegisterExtension
    final Shop shop = new Shop(signalbox);

    private final Api api = signalbox.api();

    @Test
    void versionThatNeverBecomesHealthyLeavesNothingBehindOnAnyHost() {
        shop.deployed("1.0");
        Shop.State before1 = Shop.state(Shop.web(1));
        Shop.State before2 = Shop.state(Shop.web(2));

        Api.Run run = shop.run(
                "deploy", Map.of("service", "shop", "version", "1.2", "batch", "2", "healthyWithin", "1500ms"));

        assertThat(run.state()).isEqualTo("FAILED");
        assertThat(run.outcome()).isEqualTo("Rolled back");
        assertThat(Shop.state(Shop.web(1))).isEqualTo(before1);
        assertThat(Shop.state(Shop.web(2))).isEqualTo(before2);
        for (LabHost host : List.of(Shop.web(1), Shop.web(2))) {
            assertThat(shop.says(host)).isEqualTo("shop 1.0");
            assertThat(shop.titles(run, "STEP_FAILED", host)).containsExactly("Wait until it answers");
            assertThat(shop.titles(run, "UNDO_COMPLETED", host))
                    .containsExactly("Replace the container", "Pull the image");
            assertThat(shop.notes(run))
                    .anyMatch(note -> note.startsWith(host.name() + " failed with HTTP_NOT_IN_TIME: "));
        }
        assertThat(run.outputs())
                .containsEntry("failedHosts", List.of("web-1", "web-2"))
                .containsEntry("stoppedBecause", "Hosts that failed: 2 of 2. Allowed to fail: 0.")
                .containsEntry("notTakenBack", List.of());
    }

    @Test
    void hostsThatWereDoneAreTakenBackWhenALaterOneFails() {
        shop.deployed("1.0");
        Shop.State before = Shop.state(Shop.web(1));
        // What Signalbox did not make it does not replace.
        Shop.web(2).docker("rm", "-f", "shop");
        Shop.web(2).docker("create", "--name", "shop", "--network", "host", Shop.image("1.0"));
        Shop.State foreign = Shop.state(Shop.web(2));

        Api.Run run = shop.run("deploy", Map.of("service", "shop", "version", "1.1"));

        assertThat(run.outcome()).isEqualTo("Rolled back");
        assertThat(shop.step(run, "replace", Shop.web(2)).errorCode()).isEqualTo("DOCKER_NAME_TAKEN");
        assertThat(shop.titles(run, "UNDO_COMPLETED", Shop.web(1)))
                .containsExactly("Replace the container", "Pull the image");
        assertThat(Shop.state(Shop.web(1))).isEqualTo(before);
        assertThat(Shop.state(Shop.web(2))).isEqualTo(foreign);
        assertThat(run.outputs().get("failures").toString())
                .contains("web-2: Replace the container: ", "(DOCKER_NAME_TAKEN)");
        assertThat(api.timeline(run.id()).getLast().text()).contains("Rolled back");
    }

    @Test
    void unknownImageFailsAtTheFirstHostAndTouchesNoContainer() {
        shop.deployed("1.0");
        Shop.State before = Shop.state(Shop.web(1));

        Api.Run run = shop.run("deploy", Map.of("service", "shop", "version", "9.9"));

        assertThat(run.outcome()).isEqualTo("Rolled back");
        Api.Step pull = shop.step(run, "pull", Shop.web(1));
        assertThat(pull.errorCode()).isEqualTo("DOCKER_IMAGE_NOT_FOUND");
        assertThat(pull.attempts()).as("trying again would not help").hasSize(1);
        assertThat(api.steps(run.id())).extracting(Api.Step::host).doesNotContain("web-2");
        assertThat(Shop.state(Shop.web(1))).isEqualTo(before);
    }
}
