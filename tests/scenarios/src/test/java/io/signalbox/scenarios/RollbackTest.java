package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.lab.NeedsLab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.Map;

@NeedsLab
class RollbackTest {

    @RegisterExtension
    static final Application signalbox = Application.shared();

    @RegisterExtension
    final Shop shop = new Shop(signalbox);

    @Test
    void keptContainerComesBackWhereThereIsOneAndTheLastGoodVersionWhereThereIsNone() {
        shop.deployed("1.0");
        String id = Shop.running(Shop.web(1)).id();
        shop.deployed("1.1");
        Shop.web(2).docker("rm", "shop.previous");

        Api.Run run = shop.run("rollback", Map.of("service", "shop"));

        assertThat(run.state()).isEqualTo("SUCCEEDED");
        assertThat(run.outcome()).isEqualTo("Rolled back");
        assertThat(Shop.running(Shop.web(1)).id()).isEqualTo(id);
        assertThat(Shop.running(Shop.web(2)).image()).isEqualTo(Shop.image("1.0"));
        assertThat(shop.says(Shop.web(1))).isEqualTo("shop 1.0");
        assertThat(shop.says(Shop.web(2))).isEqualTo("shop 1.0");
        assertThat(shop.titles(run, "STEP_COMPLETED", Shop.web(1)))
                .containsExactly("Look for the one kept", "Bring it back", "Wait until it answers");
        assertThat(shop.titles(run, "STEP_COMPLETED", Shop.web(2)))
                .containsExactly(
                        "Look for the one kept", "Pull the image", "Replace the container", "Wait until it answers");
    }

    @Test
    void withNothingToGoBackToItChangesNothing() {
        Api.Run run = shop.run("rollback", Map.of("service", "shop-docker"));

        assertThat(run.state()).isEqualTo("FAILED");
        assertThat(run.outcome()).isEqualTo("Nothing to go back to");
        assertThat(Hosts.containers(Shop.web(1))).isEmpty();
        assertThat(run.outputs().get("stoppedBecause").toString()).contains("no deploy before the latest");
    }

    @Test
    void hostThatDoesNotBecomeHealthyAgainStopsIt() {
        for (int number : List.of(1, 2)) {
            String address = Shop.web(number).address();
            Shop.web(number)
                    .docker(
                            "run",
                            "-d",
                            "--name",
                            "shop",
                            "--network",
                            "host",
                            "-e",
                            "SHOP_ADDRESS=" + address,
                            Shop.image("1.1"));
            // Never becomes healthy.
            Shop.web(number)
                    .docker(
                            "create",
                            "--name",
                            "shop.previous",
                            "--network",
                            "host",
                            "-e",
                            "SHOP_ADDRESS=" + address,
                            Shop.image("1.2"));
        }
        Api.Run run = shop.run("rollback", Map.of("service", "shop", "healthyWithin", "1s"));

        assertThat(run.state()).isEqualTo("FAILED");
        assertThat(run.outcome()).isEqualTo("Stopped: not every host was brought back");
        assertThat(run.outputs()).containsEntry("failedHosts", List.of("web-1"));
        assertThat(shop.says(Shop.web(2))).as("the next batch").isEqualTo("shop 1.1");
    }
}
