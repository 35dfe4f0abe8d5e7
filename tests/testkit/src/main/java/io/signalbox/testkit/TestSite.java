package io.signalbox.testkit;

import io.signalbox.sdk.ContainerSettings;
import io.signalbox.sdk.Host;
import io.signalbox.sdk.HostExpression;
import io.signalbox.sdk.HostVariables;
import io.signalbox.sdk.Service;
import io.signalbox.sdk.Site;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A site made of records, without a file. {@code ${host.…}} is filled in in the environment and the labels of containers. */
public record TestSite(List<Host> hosts, List<Service> services) implements Site {

    /** Nothing to look after. */
    public static final TestSite EMPTY = new TestSite(List.of(), List.of());

    public TestSite {
        hosts = List.copyOf(hosts);
        services = List.copyOf(services);
    }

    /** A host at an address, with the Docker Engine API on port 2375. */
    public static Host host(String name, String address, Map<String, String> labels) {
        return new Host(name, URI.create("tcp://" + address + ":2375"), null, address, labels, Map.of(), 4);
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
    public ContainerSettings settings(Service service, Host host) {
        ContainerSettings raw = service.container();
        return new ContainerSettings(
                raw.command(),
                raw.entrypoint(),
                filled(raw.environment(), host),
                raw.ports(),
                raw.networkMode(),
                raw.volumes(),
                filled(raw.labels(), host),
                raw.restart(),
                raw.memLimit(),
                raw.cpus(),
                raw.user(),
                raw.workingDir(),
                raw.healthcheck(),
                raw.stopGracePeriod());
    }

    @Override
    public List<Host> select(String expression) {
        HostExpression parsed = HostExpression.parse(expression);
        return hosts.stream().filter(parsed::matches).toList();
    }

    private static Map<String, String> filled(Map<String, String> values, Host host) {
        Map<String, String> filled = new LinkedHashMap<>();
        values.forEach((key, value) -> filled.put(key, HostVariables.fill(value, host)));
        return filled;
    }
}
