package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.lab.Lab;
import io.signalbox.testkit.lab.LabHost;
import io.signalbox.testkit.lab.NeedsLab;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Deploys whose container host dies, or whose way to it is cut at each request that changes something. Each has a service of its own, and must leave
 * it as if nothing had happened: with the new version, or, if it says so, with the old one.
 */
@NeedsLab
class HostsAreLostTest {

    /** Pull; then create, rename twice, stop and start when a container is replaced, and one more for luck. */
    private static final int REQUESTS = 7;

    private static final int ON_THE_HOST_ITSELF = 8;
    private static final Duration BROKEN = Duration.ofSeconds(2);
    private static final Application SIGNALBOX = Application.onLab().named("HostsAreLostTest");
    private static final List<Cut> CUTS = new ArrayList<>();
    private static final List<Target> DIRECT = new ArrayList<>();

    private final Api api = SIGNALBOX.api();

    /** A service behind a line of its own. */
    private record Cut(Target target, FragileLine line, FragileLine.Break how, int at) {
        String host() {
            return "cut-" + target.number();
        }
    }

    @BeforeAll
    static void start(Lab lab) throws IOException {
        lab.clear();
        int number = 200;
        for (FragileLine.Break how : FragileLine.Break.values()) {
            for (int at = 1; at <= REQUESTS; at++) {
                LabHost host = lab.host(1 + number % 2);
                CUTS.add(new Cut(new Target(++number, host, false), new FragileLine(host, how, at, BROKEN), how, at));
            }
        }
        for (int i = 0; i < ON_THE_HOST_ITSELF; i++) {
            DIRECT.add(new Target(++number, lab.host(1), false));
        }
        StringBuilder site = new StringBuilder("hosts:\n");
        for (LabHost host : lab.hosts()) {
            site.append("  - {name: %s, url: \"%s\", address: %s, parallel: 50}\n"
                    .formatted(host.name(), host.url(), host.address()));
        }
        for (Cut cut : CUTS) {
            site.append("  - {name: %s, url: \"%s\", address: %s}\n"
                    .formatted(cut.host(), cut.line().url(), cut.target().host().address()));
        }
        site.append("services:\n");
        CUTS.forEach(cut -> site.append(
                cut.target().yaml().replace("hosts: name=" + cut.target().host().name(), "hosts: name=" + cut.host())));
        DIRECT.forEach(target -> site.append(target.yaml()));
        Path file = Files.createDirectories(Path.of("target")).resolve("site-with-fragile-lines.yaml");
        Files.writeString(file, site);
        CUTS.stream().map(Cut::target).parallel().forEach(HostsAreLostTest::prepare);
        DIRECT.parallelStream().forEach(HostsAreLostTest::prepare);
        SIGNALBOX.site(file).start();
    }

    private static void prepare(Target target) {
        target.pull("old");
        target.container(target.service(), "old", true);
        Images.publish("1.0", target.version("new"));
    }

    @AfterAll
    static void stop(Lab lab) {
        SIGNALBOX.end();
        CUTS.forEach(cut -> cut.line().close());
        lab.clear();
    }

    @Test
    void wayToTheHostIsCutAtEachRequest() {
        List<String> runs = CUTS.stream().map(cut -> deploy(cut.target())).toList();
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < runs.size(); i++) {
            Cut cut = CUTS.get(i);
            Api.Run run = api.awaitEnd(runs.get(i), Duration.ofMinutes(4));
            softly.assertThat(state(cut.target()))
                    .as("%s at request %d: %s", cut.how(), cut.at(), run)
                    .isEqualTo(expected(cut.target(), run));
        }
        softly.assertAll();
        assertThat(CUTS)
                .filteredOn(cut -> cut.line().hasBroken())
                .as("broken lines")
                .hasSizeGreaterThan(CUTS.size() * 2 / 3);
    }

    @Test
    void hostLosesItsPowerInTheMiddle() {
        List<String> runs = DIRECT.stream().map(this::deploy).toList();
        api.awaitWorking(runs.getFirst(), "replace");
        LabHost host = DIRECT.getFirst().host();
        host.kill();
        host.start();
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < runs.size(); i++) {
            Target target = DIRECT.get(i);
            Api.Run run = api.awaitEnd(runs.get(i), Duration.ofMinutes(3));
            softly.assertThat(state(target)).as(run.toString()).isEqualTo(expected(target, run));
        }
        softly.assertAll();
    }

    private String deploy(Target target) {
        return api.start("deploy", Map.of("service", target.service(), "version", target.version("new")))
                .id();
    }

    /** As the outcome of the run says. */
    private static List<String> expected(Target target, Api.Run run) {
        assertThat(run.outcome()).as(run.toString()).isIn("Deployed", "Rolled back");
        return run.outcome().equals("Deployed")
                ? List.of("S new running", "S.previous old exited")
                : List.of("S old running");
    }

    private static List<String> state(Target target) {
        return Hosts.containers(target.host()).values().stream()
                .filter(target::owns)
                .map(c -> Effects.plain(c.name(), target) + " " + c.image().replaceAll(".*-", "") + " " + c.state())
                .sorted()
                .toList();
    }
}
