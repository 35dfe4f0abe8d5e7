package io.signalbox.webapp.fake;

import io.signalbox.engine.Finding;
import io.signalbox.engine.site.SiteSource;
import io.signalbox.sdk.ContainerSettings;
import io.signalbox.sdk.Host;
import io.signalbox.sdk.Service;
import io.signalbox.sdk.Site;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hosts {@code web-1} (answers), {@code web-2} (down) and {@code slow} (never answers), and the service {@code shop} on the first two. */
public final class FakeSite implements SiteSource, Site {

    @Override
    public Site current() {
        return this;
    }

    @Override
    public List<Finding> findings() {
        return List.of(Finding.error("yaml", "7:3", "'hots' is not known; did you mean 'hosts'?"));
    }

    @Override
    public List<Host> hosts() {
        return List.of(host("web-1", "web"), host("web-2", "web"), host("slow", "db"));
    }

    @Override
    public List<Service> services() {
        return List.of(new Service(
                "shop",
                "127.0.0.1:5000/shop",
                ContainerSettings.NONE,
                null,
                "role=web",
                new Service.Rollout("1", 0, Duration.ofSeconds(60))));
    }

    @Override
    public Optional<Host> host(String name) {
        return hosts().stream().filter(h -> h.name().equals(name)).findFirst();
    }

    @Override
    public Optional<Service> service(String name) {
        return services().stream().filter(s -> s.name().equals(name)).findFirst();
    }

    @Override
    public ContainerSettings settings(Service service, Host host) {
        return service.container();
    }

    @Override
    public List<Host> select(String expression) {
        return hosts().subList(0, 2);
    }

    private static Host host(String name, String role) {
        return new Host(name, URI.create("tcp://127.0.1.1:2375"), null, "127.0.1.1", Map.of("role", role), Map.of(), 4);
    }
}
