package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.lab.NeedsLab;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kills nodes at every step of every runbook that is shipped, at every boundary: with another node to go on, in each run of the tests; with only one, in
 * the long form, {@code tests/scenarios/kill-long}.
 */
@NeedsLab
class KillTest {

    private static final Path RUNBOOKS = Path.of("..", "..", "runbooks");
    /** To look at some of the scenarios alone: {@code -Dkill.only='deploy.*'}. Then it does not matter what they do not come by. */
    private static final String ONLY = System.getProperty("kill.only", ".*");

    private static final Pattern STEP = Pattern.compile("<bpmn:serviceTask id=\"(\\w+)\"");
    /** Of what changes a host with one request or more. */
    private static final Set<String> WITH_REQUESTS = Set.of(
            "deploy/pull",
            "deploy/replace",
            "rollback/pull",
            "rollback/replace",
            "rollback/restored",
            "restart-service/restart");

    /** Each step at one of the boundaries: what differs from the other form is how steps are taken up again, and that is the same for all. */
    @Test
    void everythingGoesOnWhenTheOnlyNodeIsStartedAgain() throws IOException {
        Map<Boundary, Set<String>> deaths = onOneNode(Campaign.Form.SHORT);
        if (!ONLY.equals(".*")) {
            return;
        }
        assertThat(deaths.values()).as("%s", deaths).noneMatch(Set::isEmpty);
        assertThat(deaths.values().stream().flatMap(Set::stream)).containsAll(steps());
    }

    @Test
    @Tag("long")
    void everythingGoesOnWhenTheOnlyNodeIsStartedAgainWhereverItDied() throws IOException {
        diedEverywhere(onOneNode(Campaign.Form.FULL));
    }

    private static Map<Boundary, Set<String>> onOneNode(Campaign.Form form) {
        try (Recorder recorder = new Recorder();
                Campaign campaign = new Campaign(
                        with(recorder),
                        List.of(Application.onLab().named("kill").onH2()),
                        form)) {
            campaign.run();
            return campaign.deaths();
        }
    }

    @Test
    void everythingGoesOnOnAnotherNode() throws IOException {
        Cluster cluster = new Cluster("kill", 2, node -> node.property("signalbox.engine.lease", "5s"));
        try (Recorder recorder = new Recorder();
                Campaign campaign = new Campaign(with(recorder), cluster.nodes(), Campaign.Form.FULL)) {
            campaign.run();
            diedEverywhere(campaign.deaths());
        }
    }

    private static List<Scenario> with(Recorder recorder) {
        List<Scenario> all = new ArrayList<>(Scenario.SHIPPED);
        all.add(Scenario.orders(recorder));
        all.removeIf(scenario -> !scenario.name().matches(ONLY));
        return all;
    }

    /** Nothing is left out, what somebody has added since this was written least of all. */
    private static void diedEverywhere(Map<Boundary, Set<String>> deaths) throws IOException {
        if (!ONLY.equals(".*")) {
            return;
        }
        Set<String> steps = steps();
        for (Map.Entry<Boundary, Set<String>> boundary : deaths.entrySet()) {
            assertThat(boundary.getValue())
                    .as("%s: no scenario comes by these steps; add one to Scenario", boundary.getKey())
                    .containsAll(boundary.getKey() == Boundary.IN_EFFECT ? WITH_REQUESTS : steps);
        }
    }

    private static Set<String> steps() throws IOException {
        Set<String> steps = new TreeSet<>();
        try (var files = Files.find(RUNBOOKS, 2, (file, _) -> file.toString().endsWith(".bpmn"))) {
            for (Path file : files.toList()) {
                Matcher step = STEP.matcher(Files.readString(file));
                while (step.find()) {
                    steps.add(file.getFileName().toString().replace(".bpmn", "") + "/" + step.group(1));
                }
            }
        }
        assertThat(steps).hasSizeGreaterThan(20);
        return steps;
    }
}
