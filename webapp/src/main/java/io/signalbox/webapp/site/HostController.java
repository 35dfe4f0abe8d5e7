package io.signalbox.webapp.site;

import io.signalbox.engine.site.SiteSource;
import io.signalbox.webapp.problem.ProblemFinding;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;

@RestController
@Tag(name = "Site", description = "What Signalbox looks after.")
class HostController {

    private final SiteSource site;
    private final Containers containers;

    HostController(SiteSource site, Containers containers) {
        this.site = site;
        this.containers = containers;
    }

    @GetMapping("/api/v1/hosts")
    @Operation(operationId = "listHosts", summary = "The hosts, with what runs on them now")
    Hosts list() throws InterruptedException {
        return new Hosts(
                containers.on(site.current().hosts()).stream().map(HostView::of).toList(),
                site.findings().stream().map(ProblemFinding::of).toList());
    }

    /**
     * All of them.
     *
     * @param siteFindings what is wrong with the site's file as it is now; the hosts are those of its last good state
     */
    record Hosts(List<HostView> items, List<ProblemFinding> siteFindings) {}

    /**
     * A host.
     *
     * @param address where its containers are reached
     * @param parallel how many steps may work on it at once
     * @param reachable whether it answered just now
     * @param error why not; left out if it did
     */
    record HostView(
            String name,
            String address,
            Map<String, String> labels,
            int parallel,
            boolean reachable,
            @Nullable String error,
            List<Container> containers) {

        static HostView of(Containers.Look look) {
            return new HostView(
                    look.host().name(),
                    look.host().address(),
                    look.host().labels(),
                    look.host().parallel(),
                    look.reachable(),
                    look.error(),
                    look.containers());
        }
    }
}
