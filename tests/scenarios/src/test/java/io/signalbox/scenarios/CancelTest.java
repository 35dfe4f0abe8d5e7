package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.lab.Lab;
import io.signalbox.testkit.lab.NeedsLab;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.Map;

@NeedsLab
class CancelTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @RegisterExtension
    static final Application signalbox = Application.shared();

    @RegisterExtension
    final Shop shop = new Shop(signalbox);

    private final Api api = signalbox.api();

    @Test
    void pullIsStoppedOnTheHostToo() throws Exception {
        try (SilentRegistry registry = new SilentRegistry(Lab.require().registry(), 20_000)) {
            api.deploy(Diagram.of("cancel-pull")
                    .step(
                            "pull",
                            "docker.pull-image",
                            "host=web-1",
                            "image=" + registry.address() + "/shop:1.1",
                            "patience=10m")
                    .end("Pulled"));
            String id = api.start("cancel-pull", Map.of()).id();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(registry::keepsSomebodyWaiting);

            long begin = System.nanoTime();
            api.cancel(id, "wrong version");

            stopped(id, "pull", begin);
            Awaitility.await()
                    .atMost(SOON.minusNanos(System.nanoTime() - begin))
                    .until(() -> !registry.keepsSomebodyWaiting());
            assertThat(Hosts.images(Shop.web(1))).isEmpty();
        }
    }

    @Test
    void waitForHealthIsStoppedAndWhatWasDoneStaysUntilItIsTakenBack() {
        shop.deployed("1.0");
        Shop.State before = Shop.state(Shop.web(1));
        String id = api.start("deploy", Map.of("service", "shop", "version", "1.2", "healthyWithin", "10m"))
                .id();
        api.awaitWorking(id, "answers");

        long begin = System.nanoTime();
        Api.Run run = api.cancel(id, "wrong version");

        assertThat(run.outcome()).isEqualTo("wrong version");
        stopped(id, "answers", begin);
        assertThat(Shop.running(Shop.web(1)).image()).isEqualTo(Shop.image("1.2"));
        assertThat(api.awaitEnd(api.rollback(id, "tidy up").id()).outcome()).isEqualTo("Rolled back");
        assertThat(Shop.state(Shop.web(1))).isEqualTo(before);
    }

    @Test
    void endlessCommandIsKilledInItsContainer() {
        shop.deployed("1.0");
        api.deploy(Diagram.of("cancel-exec")
                .step(
                        "endless",
                        "docker.exec",
                        "host=web-1",
                        "name=shop",
                        "command=[\"sh\", \"-c\", \"while true; do echo tick; sleep 7777; done\"]")
                .end("Never"));
        String id = api.start("cancel-exec", Map.of()).id();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        api.log(id, "").stream().anyMatch(line -> line.text().contains("tick")));
        assertThat(Hosts.processes(Shop.web(1), "shop")).anyMatch(p -> p.contains("sleep 7777"));

        long begin = System.nanoTime();
        api.cancel(id, "enough");

        stopped(id, "endless", begin);
        assertThat(Hosts.processes(Shop.web(1), "shop"))
                .noneMatch(p -> p.contains("7777"))
                .isNotEmpty();
        assertThat(shop.says(Shop.web(1))).isEqualTo("shop 1.0");
    }

    /** The operation itself has ended, and said so, within five seconds of the request. */
    private void stopped(String id, String elementId, long begin) {
        Awaitility.await()
                .atMost(SOON.minusNanos(System.nanoTime() - begin))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(api.step(id, elementId).attempts())
                        .singleElement()
                        .extracting(Api.Step.Attempt::outcome)
                        .isEqualTo("CANCELLED"));
        assertThat(api.run(id).state()).isEqualTo("CANCELLED");
    }
}
