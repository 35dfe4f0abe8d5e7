package io.signalbox.connectors.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorFactory;
import io.signalbox.sdk.ContainerSettings;
import io.signalbox.sdk.Service;
import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.OperationContract;
import io.signalbox.testkit.TestContext;
import io.signalbox.testkit.TestSite;
import io.signalbox.testkit.TestStep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class DescribeTest extends OperationContract<Describe.Input, Describe.Output> {

    private static final TestSite SITE = new TestSite(
            List.of(
                    TestSite.host("web-1", "127.0.1.1", Map.of("role", "web")),
                    TestSite.host("web-2", "127.0.2.1", Map.of("role", "web"))),
            List.of(
                    service("shop", "http://${host.address}:8080/health"),
                    service("till", null),
                    service("odd", "http://${host.vars.nowhere}/")));

    @Override
    protected String operation() {
        return "service.describe";
    }

    @Override
    protected ConnectorFactory factory() {
        return new ServiceConnectorFactory();
    }

    @Override
    protected ConnectorContext context() {
        return TestContext.of(SITE);
    }

    @Override
    protected Describe.Input input() {
        return input("shop", null);
    }

    @Override
    protected void verifyApplied(Describe.Input input, Describe.Output output, TestStep step) {
        assertThat(output)
                .isEqualTo(new Describe.Output(
                        "shop",
                        "1.1",
                        "registry:5000/shop:1.1",
                        "role=web",
                        "1",
                        0,
                        "60s",
                        Describe.Check.HTTP,
                        Map.of("web-1", "http://127.0.1.1:8080/health", "web-2", "http://127.0.2.1:8080/health"),
                        200,
                        "1s",
                        "2s"));
    }

    @Override
    protected Stream<BadInput<Describe.Input>> badInputs() {
        return Stream.of(
                new BadInput<>("an unknown service", input("shpo", null), ServiceError.SERVICE_UNKNOWN, "shop, till"),
                new BadInput<>(
                        "hosts that cannot be read",
                        input("shop", "role="),
                        ServiceError.SERVICE_HOSTS_INVALID,
                        "column 6"),
                new BadInput<>(
                        "a health URL that no host can fill",
                        input("odd", null),
                        ServiceError.SERVICE_HEALTH_INVALID,
                        "host.vars.nowhere"));
    }

    @Test
    void whatIsGivenWinsOverTheSite() {
        String digest = "sha256:" + "a".repeat(64);
        Describe.Output output = new Describe(context())
                .apply(new Describe.Input("till", digest, "name=web-2", "50%", 1, Duration.ofMinutes(5)), step());
        assertThat(output)
                .isEqualTo(new Describe.Output(
                        "till",
                        digest,
                        "registry:5000/till@" + digest,
                        "name=web-2",
                        "50%",
                        1,
                        "5m",
                        Describe.Check.DOCKER,
                        Map.of(),
                        null,
                        null,
                        null));
    }

    @Test
    void withoutAVersionThereIsNoImage() {
        Describe.Output output =
                new Describe(context()).apply(new Describe.Input("shop", null, null, null, null, null), step());
        assertThat(output.version()).isNull();
        assertThat(output.image()).isNull();
        assertThat(output.batch()).isEqualTo("1");
    }

    private static Describe.Input input(String service, @Nullable String hosts) {
        return new Describe.Input(service, "1.1", hosts, null, null, null);
    }

    private static Service service(String name, @Nullable String health) {
        return new Service(
                name,
                "registry:5000/" + name,
                ContainerSettings.NONE,
                health == null
                        ? null
                        : new Service.HttpHealth(health, 200, Duration.ofSeconds(1), Duration.ofSeconds(2)),
                "role=web",
                new Service.Rollout("1", 0, Duration.ofSeconds(60)));
    }
}
