package io.signalbox.engine.site;

import io.signalbox.sdk.ContainerSettings;
import io.signalbox.sdk.Host;
import io.signalbox.sdk.HostExpression;
import io.signalbox.sdk.HostVariables;
import io.signalbox.sdk.Service;
import io.signalbox.sdk.Site;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A site as it stood in its file. */
record SiteContent(List<Host> hosts, List<Service> services) implements Site {

    static final SiteContent EMPTY = new SiteContent(List.of(), List.of());

    SiteContent {
        hosts = List.copyOf(hosts);
        services = List.copyOf(services);
    }

    @Override
    public Optional<Host> host(String name) {
        return hosts.stream().filter(h -> h.name().equals(name)).findFirst();
    }

    @Override
    public Optional<Service> service(String name) {
        return services.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    @Override
    public List<Host> select(String expression) {
        HostExpression read = HostExpression.parse(expression);
        return hosts.stream().filter(read::matches).toList();
    }

    @Override
    public ContainerSettings settings(Service service, Host host) {
        ContainerSettings written = service.container();
        UnaryOperator<String> fill = text -> HostVariables.fill(text, host);
        return new ContainerSettings(
                filled(written.command(), fill),
                filled(written.entrypoint(), fill),
                filled(written.environment(), fill),
                filled(written.ports(), fill),
                filled(written.networkMode(), fill),
                filled(written.volumes(), fill),
                filled(written.labels(), fill),
                filled(written.restart(), fill),
                filled(written.memLimit(), fill),
                written.cpus(),
                filled(written.user(), fill),
                filled(written.workingDir(), fill),
                written.healthcheck() == null ? null : filled(written.healthcheck(), fill),
                written.stopGracePeriod());
    }

    private static ContainerSettings.HealthCheck filled(
            ContainerSettings.HealthCheck check, UnaryOperator<String> fill) {
        return new ContainerSettings.HealthCheck(
                filled(check.test(), fill), check.interval(), check.timeout(), check.retries(), check.startPeriod());
    }

    private static List<String> filled(List<String> texts, UnaryOperator<String> fill) {
        return texts.stream().map(fill).toList();
    }

    private static Map<String, String> filled(Map<String, String> texts, UnaryOperator<String> fill) {
        Map<String, String> filled = new LinkedHashMap<>();
        texts.forEach((key, value) -> filled.put(key, fill.apply(value)));
        return filled;
    }

    private static @Nullable String filled(@Nullable String text, UnaryOperator<String> fill) {
        return text == null ? null : fill.apply(text);
    }
}
