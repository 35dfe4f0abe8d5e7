package io.signalbox.webapp.site;

import io.signalbox.engine.site.SiteSource;
import io.signalbox.sdk.Host;
import io.signalbox.sdk.Service;
import io.signalbox.sdk.Site;
import io.signalbox.webapp.problem.ProblemFinding;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

@RestController
@Tag(name = "Site")
class ServiceController {

    private final SiteSource source;
    private final Containers containers;

    ServiceController(SiteSource source, Containers containers) {
        this.source = source;
        this.containers = containers;
    }

    @GetMapping("/api/v1/services")
    @Operation(operationId = "listServices", summary = "The services: what runs where in which version")
    Services list() throws InterruptedException {
        Site site = source.current();
        Map<String, Containers.Look> looks = containers.on(site.hosts()).stream()
                .collect(Collectors.toMap(look -> look.host().name(), Function.identity()));
        List<ServiceView> views = site.services().stream()
                .map(service -> new ServiceView(
                        service.name(),
                        service.image(),
                        service.hosts(),
                        site.select(service.hosts()).stream()
                                .map(host -> place(service, host, looks))
                                .toList()))
                .toList();
        return new Services(
                views, source.findings().stream().map(ProblemFinding::of).toList());
    }

    private static Place place(Service service, Host host, Map<String, Containers.Look> looks) {
        Containers.Look look = looks.getOrDefault(host.name(), Containers.Look.failed(host, "It was not looked at."));
        return new Place(
                host.name(),
                look.reachable(),
                look.error(),
                look.container(service.name()).orElse(null),
                look.container(service.name() + ".previous").orElse(null));
    }

    /**
     * All of them.
     *
     * @param siteFindings what is wrong with the site's file as it is now; the services are those of its last good state
     */
    record Services(List<ServiceView> items, List<ProblemFinding> siteFindings) {}

    /**
     * A service.
     *
     * @param image repository, without a version
     * @param hosts expression that says where it runs
     * @param places those hosts
     */
    record ServiceView(String name, String image, String hosts, List<Place> places) {}

    /**
     * A service on a host.
     *
     * @param reachable whether the host answered just now
     * @param error why not; left out if it did
     * @param container what runs there; left out if nothing does or the host did not answer
     * @param previous what ran there before and is kept for the way back; left out if nothing is
     */
    record Place(
            String host,
            boolean reachable,
            @Nullable String error,
            @Nullable Container container,
            @Nullable Container previous) {}
}
