package io.signalbox.scenarios;

import io.signalbox.testkit.lab.Lab;
import io.signalbox.testkit.lab.LabHost;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A service that exists for one run alone: on one host, on a port of its own, with images of its own, so that whatever happens to it was done by
 * that run.
 *
 * @param dockerCheck whether Docker says that it is healthy; else it is asked over HTTP
 */
record Target(int number, LabHost host, boolean dockerCheck) {

    /** One whose containers never become healthy. */
    static final String BAD = "bad";

    String service() {
        return "kill-" + number;
    }

    int port() {
        return 9000 + number;
    }

    /** A tag that nobody else uses. */
    String version(String version) {
        return number + "-" + version;
    }

    String image(String version) {
        return Lab.require().shop(version(version));
    }

    /** As a part of a site file. */
    String yaml() {
        String check =
                dockerCheck ? "{test: [CMD, /bin/healthy], interval: 2s, timeout: 5s, retries: 5}" : "{test: [NONE]}";
        String health = dockerCheck
                ? ""
                : "    health: {url: \"http://${host.address}:%d/health\", status: 200, interval: 300ms, timeout: 5s}\n"
                        .formatted(port());
        return """
                  - name: %s
                    image: %s/shop
                    hosts: name=%s
                    container:
                      network_mode: host
                      environment: {SHOP_ADDRESS: "${host.address}", SHOP_PORT: "%d"}
                      restart: unless-stopped
                      healthcheck: %s
                %s    rollout: {batch: 1, allowed_failures: 0, healthy_within: 60s}
                """.formatted(service(), Lab.require().registry(), host.name(), port(), check, health);
    }

    /** Puts the image of a version onto the host. */
    void pull(String version) {
        Images.publish(version.equals(BAD) ? "1.2" : "1.0", version(version));
        host.docker("pull", "-q", image(version));
    }

    /** Makes a container as an earlier run would have left it, without one. */
    void container(String name, String version, boolean running, String... options) {
        List<String> command = new ArrayList<>(List.of(running ? "run" : "create"));
        if (running) {
            command.add("-d");
        }
        command.addAll(List.of("--name", name, "--network=host", "--restart=unless-stopped"));
        command.addAll(List.of("-e", "SHOP_ADDRESS=" + host.address(), "-e", "SHOP_PORT=" + port()));
        command.addAll(
                dockerCheck ? List.of("--health-interval=2s", "--health-timeout=5s") : List.of("--no-healthcheck"));
        command.addAll(List.of(options));
        for (String label : List.of("service=" + service(), "run=before", "step=before-" + number + "-" + version)) {
            command.addAll(List.of("--label", "io.signalbox." + label));
        }
        command.add(image(version));
        host.docker(command.toArray(String[]::new));
    }

    /** Whether a container belongs to it, whatever it is called at the moment. */
    boolean owns(Hosts.Container container) {
        return container.name().equals(service())
                || container.name().startsWith(service() + ".")
                || service().equals(container.labels().get("io.signalbox.service"));
    }

    /** Removes what belongs to any of them, and nothing else: others may be at work on the same hosts. */
    static void clear(List<Target> targets) {
        for (LabHost host : Lab.require().hosts()) {
            host.start();
            List<String> ids = Hosts.containers(host).values().stream()
                    .filter(container -> targets.stream().anyMatch(target -> target.owns(container)))
                    .map(Hosts.Container::id)
                    .toList();
            if (!ids.isEmpty()) {
                host.docker(
                        Stream.concat(Stream.of("rm", "-f", "-v"), ids.stream()).toArray(String[]::new));
            }
        }
    }
}
