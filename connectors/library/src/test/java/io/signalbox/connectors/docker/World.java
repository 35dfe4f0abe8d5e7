package io.signalbox.connectors.docker;

import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ContainerSettings;
import io.signalbox.sdk.Host;
import io.signalbox.sdk.Service;
import io.signalbox.testkit.TestContext;
import io.signalbox.testkit.TestSite;
import io.signalbox.testkit.TestStep;
import io.signalbox.testkit.lab.Lab;
import io.signalbox.testkit.lab.LabHost;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The hosts as the tests want them, and a second pair of eyes on them. */
record World(Lab lab) {

    static final ContainerSettings SHOP = new ContainerSettings(
            List.of(),
            List.of(),
            Map.of("SHOP_ADDRESS", "${host.address}", "SHOP_PORT", "18080"),
            List.of(),
            "host",
            List.of(),
            Map.of("team", "web"),
            "unless-stopped",
            "64m",
            0.5,
            null,
            null,
            null,
            Duration.ofSeconds(3));

    static ConnectorContext context(Lab lab) {
        return context(
                lab.hosts().stream()
                        .map(h -> TestSite.host(h.name(), h.address(), Map.of()))
                        .toList(),
                lab);
    }

    static ConnectorContext context(List<Host> hosts, Lab lab) {
        var rollout = new Service.Rollout("1", 0, Duration.ofSeconds(30));
        var shop = new Service("shop", lab.registry() + "/shop", SHOP, null, "*", rollout);
        return TestContext.of(new TestSite(hosts, List.of(shop)));
    }

    static Host host(String name, URI url) {
        return new Host(name, url, null, "127.0.0.1", Map.of(), Map.of(), 4);
    }

    LabHost host() {
        return lab.host(1);
    }

    /** No containers; the images are there. */
    void clear() {
        host().removeContainers();
        String there = host().docker("images", "--format", "{{.Repository}}:{{.Tag}}");
        for (String version : List.of("1.0", "1.1", "1.2")) {
            if (there.lines().noneMatch(lab.shop(version)::equals)) {
                host().docker("pull", "-q", lab.shop(version));
            }
        }
    }

    /** So that labs beside each other do not want the same ports. */
    String address() {
        return "SHOP_ADDRESS=" + host().address();
    }

    /** All containers: name, state and image, in the order of names. */
    String containers() {
        return host().docker("ps", "-a", "--format", "{{.Names}} {{.State}} {{.Image}}")
                .lines()
                .map(l -> l.replace(lab.registry() + "/", ""))
                .sorted()
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }

    /** What Docker says of a container, without what a start alters. */
    String configuration(String name) {
        return host().docker("inspect", "--format", "{{.Id}} {{.Created}} {{json .Config}} {{json .HostConfig}}", name);
    }

    String id(String name) {
        return host().docker("inspect", "--format", "{{.Id}}", name);
    }

    /** Runs a shop as a step did, outside of any test. */
    void deployed(String name, String version, TestStep step) {
        host().docker(
                        "run",
                        "-d",
                        "--name",
                        name,
                        "--network",
                        "host",
                        "-e",
                        address(),
                        "-e",
                        "SHOP_PORT=18080",
                        "--label",
                        Labels.STEP + "=" + step.id(),
                        "--label",
                        Labels.RUN + "=another-run",
                        "--stop-timeout",
                        "3",
                        lab.shop(version));
    }

    /** Runs a shop that no step has made. */
    void foreign(String name, String version) {
        host().docker(
                        "run",
                        "-d",
                        "--name",
                        name,
                        "--network",
                        "host",
                        "-e",
                        address(),
                        "-e",
                        "SHOP_PORT=18081",
                        lab.shop(version));
    }
}
