package io.signalbox.connectors.host;

import io.signalbox.sdk.BatchSize;
import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Host;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Step;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

@OperationInfo(
        id = "host.select",
        title = "Select hosts",
        summary =
                "Finds the hosts whose labels satisfy an expression, in the order of the site, and cuts them into batches.",
        effect = Effect.READ,
        keywords = {"labels", "batch", "ramp", "rolling"},
        attempts = 1,
        timeout = "PT30S")
final class Select implements Operation<Select.Input, Select.Output> {

    private final ConnectorContext context;

    Select(ConnectorContext context) {
        this.context = context;
    }

    record Input(
            @Field(
                    label = "Hosts",
                    help =
                            "Terms over labels, all of which must hold: key=value, key!=value, key in (a|b), key, !key, name=…; *"
                                    + " selects all.",
                    example = "role=web,zone!=b",
                    role = Field.Role.HOST_EXPRESSION)
            String expression,

            @Field(
                    label = "Batch size",
                    help = "Hosts at a time, a number such as 2 or a share such as 25%; left empty, all at once.",
                    group = "Batches",
                    example = "25%")
            @Pattern(
                    regexp = "[1-9]\\d{0,5}|(100|[1-9]\\d?) ?%",
                    message = "must be a number such as 2 or a share such as 25%")
            @Nullable
            String batch,

            @Field(
                    label = "Ramp up",
                    help = "Begins with one host and doubles with each batch, up to the batch size.",
                    group = "Batches",
                    defaultValue = "false")
            boolean ramp) {}

    record Output(
            @Field(label = "Hosts", help = "The names of the hosts, in the order of the site.")
            List<String> hosts,

            @Field(label = "Batches", help = "The same names, cut into batches.")
            List<List<String>> batches,

            @Field(label = "Count", help = "How many hosts there are.")
            int count) {

        public Output {
            hosts = List.copyOf(hosts);
            batches = List.copyOf(batches);
        }
    }

    @Override
    public Output apply(Input input, Step step) {
        List<String> hosts = select(input.expression);
        BatchSize size = BatchSize.parse(input.batch == null ? "100%" : input.batch);
        Output output = new Output(hosts, size.cut(hosts, input.ramp), hosts.size());
        step.log()
                .info("Selected " + output.count + ": " + String.join(", ", hosts) + "; batches: "
                        + output.batches.stream()
                                .map(b -> String.valueOf(b.size()))
                                .collect(Collectors.joining(", ")) + ".");
        return output;
    }

    private List<String> select(String expression) {
        List<String> hosts;
        try {
            hosts = context.site().select(expression).stream().map(Host::name).toList();
        } catch (IllegalArgumentException e) {
            throw new ConnectorException(HostError.HOST_EXPRESSION_INVALID, e.getMessage() + ".", e);
        }
        if (hosts.isEmpty()) {
            throw new ConnectorException(
                    HostError.HOST_NONE_SELECTED,
                    "No host matches '" + expression + "'. The site has: " + known() + ".");
        }
        return hosts;
    }

    private String known() {
        List<Host> hosts = context.site().hosts();
        return hosts.isEmpty()
                ? "no hosts at all"
                : hosts.stream().limit(20).map(h -> h.name() + " " + h.labels()).collect(Collectors.joining(", "))
                        + (hosts.size() > 20 ? " and " + (hosts.size() - 20) + " more" : "");
    }
}
