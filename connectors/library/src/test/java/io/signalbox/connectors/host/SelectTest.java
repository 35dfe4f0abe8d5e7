package io.signalbox.connectors.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorFactory;
import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.OperationContract;
import io.signalbox.testkit.TestContext;
import io.signalbox.testkit.TestSite;
import io.signalbox.testkit.TestStep;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class SelectTest extends OperationContract<Select.Input, Select.Output> {

    private static final TestSite SITE = new TestSite(
            List.of(
                    TestSite.host("web-1", "127.0.1.1", Map.of("role", "web")),
                    TestSite.host("web-2", "127.0.2.1", Map.of("role", "web")),
                    TestSite.host("db-1", "127.0.3.1", Map.of("role", "db")),
                    TestSite.host("web-3", "127.0.4.1", Map.of("role", "web"))),
            List.of());

    @Override
    protected String operation() {
        return "host.select";
    }

    @Override
    protected ConnectorFactory factory() {
        return new HostConnectorFactory();
    }

    @Override
    protected ConnectorContext context() {
        return TestContext.of(SITE);
    }

    @Override
    protected Select.Input input() {
        return new Select.Input("role=web", "2", true);
    }

    @Override
    protected void verifyApplied(Select.Input input, Select.Output output, TestStep step) {
        assertThat(output)
                .isEqualTo(new Select.Output(
                        List.of("web-1", "web-2", "web-3"), List.of(List.of("web-1"), List.of("web-2", "web-3")), 3));
    }

    @Override
    protected Stream<BadInput<Select.Input>> badInputs() {
        return Stream.of(
                new BadInput<>(
                        "an expression nobody matches",
                        new Select.Input("role=mail", null, false),
                        HostError.HOST_NONE_SELECTED,
                        "web-1"),
                new BadInput<>(
                        "an expression that cannot be read",
                        new Select.Input("role==web", null, false),
                        HostError.HOST_EXPRESSION_INVALID,
                        "column 6"));
    }

    @Test
    void allAtOnceUnlessToldOtherwise() {
        assertThat(new Select(context())
                        .apply(new Select.Input("*", null, false), step())
                        .batches())
                .containsExactly(List.of("web-1", "web-2", "db-1", "web-3"));
    }
}
