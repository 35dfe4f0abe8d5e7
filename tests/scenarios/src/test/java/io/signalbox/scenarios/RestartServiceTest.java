package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.lab.LabHost;
import io.signalbox.testkit.lab.NeedsLab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.Map;

@NeedsLab
class RestartServiceTest {

    @RegisterExtension
    static final Application signalbox = Application.shared();

    @RegisterExtension
    final Shop shop = new Shop(signalbox);

    @Test
    void sameContainersRunAgainOneHostAfterTheOther() {
        shop.deployed("1.0");
        List<String> ids = List.of(
                Shop.running(Shop.web(1)).id(), Shop.running(Shop.web(2)).id());
        String started = started(Shop.web(2));

        Api.Run run = shop.run("restart-service", Map.of("service", "shop"));

        assertThat(run.state()).isEqualTo("SUCCEEDED");
        assertThat(run.outcome()).isEqualTo("Restarted");
        assertThat(List.of(
                        Shop.running(Shop.web(1)).id(),
                        Shop.running(Shop.web(2)).id()))
                .isEqualTo(ids);
        assertThat(started(Shop.web(2))).isGreaterThan(started);
        assertThat(shop.step(run, "restart", Shop.web(2)).createdAt())
                .isAfterOrEqualTo(shop.step(run, "answers", Shop.web(1)).endedAt());
    }

    @Test
    void hostThatDoesNotBecomeHealthyKeepsTheOthersFromBeingRestarted() {
        shop.deployed("1.0");
        Shop.web(1).docker("rm", "-f", "shop");
        Shop.web(1)
                .docker(
                        "run",
                        "-d",
                        "--name",
                        "shop",
                        "--network",
                        "host",
                        "-e",
                        "SHOP_ADDRESS=" + Shop.web(1).address(),
                        Shop.image("1.2"));
        String started = started(Shop.web(2));

        Api.Run run = shop.run("restart-service", Map.of("service", "shop", "healthyWithin", "1s"));

        assertThat(run.state()).isEqualTo("FAILED");
        assertThat(run.outcome()).isEqualTo("Stopped: a host did not become healthy");
        assertThat(run.outputs()).containsEntry("failedHosts", List.of("web-1"));
        assertThat(started(Shop.web(2))).isEqualTo(started);
    }

    @Test
    void unknownServiceIsToldAndNothingIsRestarted() {
        Api.Run run = shop.run("restart-service", Map.of("service", "shpo"));

        assertThat(run.outcome()).isEqualTo("Nothing was restarted");
        assertThat(run.outputs().get("stoppedBecause").toString()).contains("'shpo'", "shop, shop-docker");
    }

    private static String started(LabHost host) {
        return Hosts.inspect(host, "shop").at("/State/StartedAt").asString();
    }
}
