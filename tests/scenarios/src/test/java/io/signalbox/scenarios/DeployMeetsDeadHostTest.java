package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.lab.NeedsLab;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;
import java.util.Map;

@NeedsLab
class DeployMeetsDeadHostTest {

    @RegisterExtension
    static final Application signalbox = Application.shared();

    @RegisterExtension
    final Shop shop = new Shop(signalbox);

    private final Api api = signalbox.api();

    @Test
    void hostThatIsDownIsTriedAgainAndThenTheAllowanceDecides() {
        shop.deployed("1.0");
        Shop.State before = Shop.state(Shop.web(1));
        Shop.web(2).kill();

        Api.Run refused = shop.run("deploy", Map.of("service", "shop", "version", "1.1", "batch", "2"));

        assertThat(refused.outcome()).isEqualTo("Rolled back");
        Api.Step pull = shop.step(refused, "pull", Shop.web(2));
        assertThat(pull.errorCode()).isEqualTo("DOCKER_HOST_UNREACHABLE");
        assertThat(pull.errorMessage()).contains("web-2", Shop.web(2).url().toString());
        assertThat(pull.attempts()).hasSize(4);
        assertThat(Shop.state(Shop.web(1)))
                .as("taken back, though it went well there")
                .isEqualTo(before);
        assertThat(refused.outputs()).containsEntry("failedHosts", List.of("web-2"));

        Api.Run accepted =
                shop.run("deploy", Map.of("service", "shop", "version", "1.1", "batch", "2", "allowedFailures", 1));

        assertThat(accepted.state()).isEqualTo("SUCCEEDED");
        assertThat(accepted.outcome()).isEqualTo("Deployed, some hosts failed");
        assertThat(accepted.outputs()).containsEntry("failedHosts", List.of("web-2"));
        assertThat(shop.says(Shop.web(1))).isEqualTo("shop 1.1");
    }

    @Test
    void hostThatComesBackInTimeIsDeployedTo() {
        Shop.web(2).kill();
        String id = api.start("deploy", Map.of("service", "shop", "version", "1.0", "batch", "2"))
                .id();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        api.steps(id).stream().anyMatch(s -> s.state().equals("RETRYING") && "web-2".equals(s.host())));

        Shop.web(2).start();

        Api.Run run = api.awaitEnd(id);
        assertThat(run.outcome()).as(run.outputs().toString()).isEqualTo("Deployed");
        assertThat(shop.step(run, "pull", Shop.web(2)).attempts())
                .hasSizeGreaterThan(1)
                .extracting(Api.Step.Attempt::errorCode)
                .startsWith("DOCKER_HOST_UNREACHABLE");
        assertThat(shop.says(Shop.web(2))).isEqualTo("shop 1.0");
    }

    @Test
    void hostThatDiesInTheMiddleIsTakenBackOnceItIsBack() {
        shop.deployed("1.0");
        Shop.State before1 = Shop.state(Shop.web(1));
        Shop.State before2 = Shop.state(Shop.web(2));
        String id = api.start("deploy", Map.of("service", "shop", "version", "1.1", "healthyWithin", "3s"))
                .id();
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> api.steps(id).stream()
                        .anyMatch(s -> s.elementId().equals("replace") && "web-2".equals(s.host())));

        Shop.web(2).kill();

        Api.Run run = api.awaitEnd(id, Duration.ofMinutes(2));
        assertThat(run.state()).isEqualTo("FAILED");
        assertThat(run.outcome()).isEqualTo("Rolled back in part");
        assertThat(run.outputs().get("notTakenBack").toString()).contains("Pull the image on web-2: ");
        assertThat(Shop.state(Shop.web(1))).isEqualTo(before1);

        Shop.web(2).start();
        Api.Run rest = api.awaitEnd(api.rollback(id, "the host is back").id());

        assertThat(rest.outcome()).isEqualTo("Rolled back");
        assertThat(Shop.state(Shop.web(2)).asAfterARestart()).isEqualTo(before2.asAfterARestart());
        assertThat(shop.says(Shop.web(2))).isEqualTo("shop 1.0");
    }
}
