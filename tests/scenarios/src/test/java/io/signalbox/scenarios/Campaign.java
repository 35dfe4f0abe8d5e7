package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.lab.Lab;
import io.signalbox.testkit.lab.LabHost;
import org.awaitility.Awaitility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Many runs at once, each of which is held when one of its steps is at a boundary. When all are held, one SIGKILL ends their node; another goes on, and
 * each run is held at the next of its steps. In the end, every run must have done to the world exactly what one did that nothing happened to.
 */
final class Campaign implements AutoCloseable {

    private static final List<Boundary> EACH = Arrays.stream(Boundary.values())
            .filter(boundary -> boundary != Boundary.IN_EFFECT)
            .toList();
    /** What the promise says of a standstill after a death. */
    private static final Duration STANDSTILL = Duration.ofSeconds(30);
    /** Until all runs have got to their next step, on a machine that is busy with all of them. */
    private static final Duration ROUND = Duration.ofMinutes(4);

    private final List<Scenario> scenarios;
    private final Form form;
    private final List<Application> nodes = new ArrayList<>();
    private final List<Effects> effects;
    private final List<Doomed> unharmed = new ArrayList<>();
    private final List<Doomed> doomed = new ArrayList<>();
    private final Map<String, Doomed> byRoot = new ConcurrentHashMap<>();
    private final Map<Debugger.Point, Doomed> claimed = new HashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Path site;
    private volatile Doomed starting;
    private volatile boolean armed;
    private Duration longestStart = Duration.ZERO;
    private volatile Exception broken;

    /** How much of it. */
    enum Form {
        /** Every step at every boundary. */
        FULL,
        /**
         * Every step, and every boundary, but not each with each: where a step dies depends on its name and on the scenario. A run dies once or
         * twice instead of up to eight times, and a campaign has as many starts of nodes as its run with most deaths.
         */
        SHORT
    }

    /**
     * @param scenarios each is run once for each boundary
     * @param nodes settings of the nodes; those after the first share its database
     */
    Campaign(List<Scenario> scenarios, List<Application> nodes, Form form) {
        this.scenarios = scenarios;
        this.form = form;
        this.site = Path.of("target", "site-to-kill.yaml");
        int number = 0;
        for (Scenario scenario : scenarios) {
            unharmed.add(new Doomed(scenario, target(scenario, ++number), null));
            for (Boundary boundary : Boundary.values()) {
                doomed.add(new Doomed(scenario, target(scenario, ++number), boundary));
            }
        }
        writeSite();
        effects = Lab.require().hosts().stream().map(Effects::new).toList();
        for (Application node : nodes) {
            this.nodes.add(node.site(site)
                    .property("spring.datasource.hikari.maximum-pool-size", "100")
                    .property("spring.datasource.hikari.minimum-idle", "5")
                    .property("signalbox.engine.parallel-steps", "500")
                    .property("signalbox.engine.parallel-steps-per-connector", "500")
                    // Who is held does not stop when its time is up; it is to be killed and not given up.
                    .property("signalbox.engine.patience", "1h")
                    .java(() -> new Debugger(new Trap(node)).options()));
        }
    }

    private static Target target(Scenario scenario, int number) {
        return new Target(number, Lab.require().host(1 + number % 2), scenario.dockerCheck());
    }

    private void writeSite() {
        StringBuilder text = new StringBuilder("hosts:\n");
        for (LabHost host : Lab.require().hosts()) {
            text.append("  - {name: %s, url: \"%s\", address: %s, labels: {role: web}, parallel: 100}\n"
                    .formatted(host.name(), host.url(), host.address()));
        }
        text.append("services:\n");
        all().forEach(run -> text.append(run.target().yaml()));
        try {
            Files.createDirectories(site.toAbsolutePath().getParent());
            Files.writeString(site, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<Doomed> all() {
        return Stream.concat(unharmed.stream(), doomed.stream());
    }

    /** All of it. */
    void run() {
        try {
            campaign();
        } catch (RuntimeException | AssertionError e) {
            Exception cause = broken;
            if (cause != null) {
                e.addSuppressed(cause);
            }
            throw e;
        }
    }

    private void campaign() {
        Target.clear(all().map(Doomed::target).toList());
        nodes.forEach(Application::start);
        Api api = nodes.getFirst().api();
        api.deploy(Scenario.ORDERS);
        prepare(api);
        effects.forEach(Effects::forget);
        unharmed.forEach(this::start);
        unharmed.forEach(run -> assertThat(api.awaitEnd(run.id(), ROUND).outcome())
                .as(run.toString())
                .isEqualTo(run.scenario().outcome()));
        armed = true;
        startThoseThatNobodyKnows();
        for (int round = 1; ; round++) {
            awaitAllHeldOrEnded();
            List<Doomed> held =
                    doomed.stream().filter(run -> run.heldBy() != null).toList();
            if (held.isEmpty()) {
                break;
            }
            System.out.printf(
                    "round %d: %d runs held, %d ended%n",
                    round,
                    held.size(),
                    doomed.stream()
                            .filter(run -> run.id() != null && run.heldBy() == null)
                            .count());
            kill(held);
        }
        verify();
    }

    /** As a client does whose request got no answer. */
    private void startThoseThatNobodyKnows() {
        doomed.stream().filter(run -> run.id() == null && run.heldBy() == null).forEach(this::start);
    }

    /** A few at a time: each is some commands of Docker and two containers. */
    private void prepare(Api api) {
        try (ExecutorService few = Executors.newFixedThreadPool(12)) {
            List<Future<?>> prepared = all().<Future<?>>map(
                            run -> few.submit(() -> run.scenario().prepare().accept(run.target(), api)))
                    .toList();
            prepared.forEach(Campaign::get);
        }
    }

    private static void get(Future<?> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One at a time, so that a run that nobody knows yet is this one. */
    private void start(Doomed run) {
        starting = run;
        Api api = alive().api();
        Future<?> answer = threads.submit(() -> {
            try {
                Api.Run started = api.send(api.startRequest(
                                        run.scenario().runbook(),
                                        run.scenario().inputs().apply(run.target()))
                                .header("Idempotency-Key", run.key()))
                        .expect(200, 201)
                        .as(Api.Run.class);
                run.started(started.id());
            } catch (UncheckedIOException e) {
                // Killed before it answered: it is sent again.
            }
        });
        Awaitility.await(run.toString())
                .atMost(ROUND)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> answer.isDone() || run.heldBy() != null);
        if (answer.isDone()) {
            get(answer);
        }
    }

    private Application alive() {
        return nodes.stream().filter(Application::isRunning).findFirst().orElseThrow();
    }

    private void awaitAllHeldOrEnded() {
        Awaitility.await("all runs held or ended")
                .atMost(ROUND)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            Map<String, Api.Run> runs =
                                    alive().api().runs("").stream().collect(Collectors.toMap(Api.Run::id, r -> r));
                            return doomed.stream()
                                    .filter(run -> run.heldBy() == null && !ended(run, runs))
                                    .toList();
                        },
                        List::isEmpty);
    }

    private static boolean ended(Doomed run, Map<String, Api.Run> runs) {
        Api.Run now = run.id() == null ? null : runs.get(run.id());
        assertThat(now == null ? "" : now.state()).as(run.toString()).isNotEqualTo("NEEDS_ATTENTION");
        return now != null && now.ended();
    }

    /** The node that holds most, so that at most one is away at any time. */
    private void kill(List<Doomed> held) {
        Application node =
                held.stream().collect(Collectors.groupingBy(Doomed::heldBy, Collectors.counting())).entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey();
        node.kill();
        held.stream().filter(run -> run.heldBy() == node).forEach(Doomed::killed);
        long began = System.nanoTime();
        Future<?> started = threads.submit(node::start);
        if (nodes.size() == 1) {
            // Nobody can go on before it is there again.
            get(started);
            Duration start = Duration.ofNanos(System.nanoTime() - began);
            longestStart = start.compareTo(longestStart) > 0 ? start : longestStart;
        }
        startThoseThatNobodyKnows();
        get(started);
    }

    private void verify() {
        Map<String, Doomed> controls =
                unharmed.stream().collect(Collectors.toMap(run -> run.scenario().name(), Function.identity()));
        Api api = alive().api();
        Map<String, Account> expected = new HashMap<>();
        controls.forEach((name, run) -> expected.put(name, account(run, api)));
        List<String> wrong = new ArrayList<>();
        for (Doomed run : doomed) {
            Account account = account(run, api);
            if (!account.equals(expected.get(run.scenario().name()))) {
                wrong.add(run + "\n  did      " + account + "\n  and not  "
                        + expected.get(run.scenario().name()));
            }
            if (run.longestStandstill().compareTo(STANDSTILL.plus(longestStart)) > 0) {
                wrong.add(run + " stood still for " + run.longestStandstill());
            }
        }
        Doomed slowest = doomed.stream()
                .max(Comparator.comparing(Doomed::longestStandstill))
                .orElseThrow();
        System.out.printf(
                "%d deaths of %d runs, longest start %s, longest standstill %s of %s%n",
                claimed.size(), doomed.size(), longestStart, slowest.longestStandstill(), slowest);
        assertThat(wrong).isEmpty();
    }

    /** What a run did, to the world and to its own book. */
    private record Account(
            String outcome, List<String> steps, List<String> notes, List<String> containers, List<String> effects) {}

    private Account account(Doomed run, Api api) {
        Api.Run now = api.run(run.id());
        List<String> steps = api.steps(run.id()).stream()
                // An undo that its node left is begun again.
                .filter(s -> !(s.undoOf() != null && s.state().equals("CANCELLED")))
                .map(s -> s.elementId() + " " + s.state() + " " + (s.undoOf() == null ? s.undo() : "undo") + " "
                        + s.errorCode())
                .sorted()
                .toList();
        List<String> notes = api.timeline(run.id()).stream()
                .filter(e -> e.kind().equals("NOTE"))
                .map(e -> e.title())
                .sorted()
                .toList();
        Target target = run.target();
        List<String> containers = Hosts.containers(target.host()).values().stream()
                .filter(target::owns)
                .map(c -> Effects.plain(c.name() + " " + c.image() + " " + c.state(), target))
                .sorted()
                .toList();
        List<String> changes =
                effects.stream().flatMap(e -> e.of(target).stream()).sorted().toList();
        return new Account(now.outcome(), steps, notes, containers, changes);
    }

    /** The steps at which a node died, as {@code runbook/element}, for each boundary. */
    Map<Boundary, Set<String>> deaths() {
        Map<Boundary, Set<String>> deaths = new HashMap<>();
        Arrays.stream(Boundary.values()).forEach(b -> deaths.put(b, new TreeSet<>()));
        for (Doomed run : doomed) {
            run.died().forEach(p -> deaths.get(p.boundary()).add(p.runbook() + "/" + p.element()));
        }
        return deaths;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        effects.forEach(Effects::close);
        nodes.stream().filter(Application::isRunning).forEach(Application::kill);
        nodes.forEach(Application::end);
        Target.clear(all().map(Doomed::target).toList());
    }

    private boolean inForm(Doomed run, Debugger.Point point) {
        return switch (form) {
            case FULL -> true;
            // Few steps come by it, and all of them by all others.
            case SHORT ->
                point.boundary() == Boundary.IN_EFFECT
                        || EACH.get(Math.floorMod(
                                        point.element().hashCode() + scenarios.indexOf(run.scenario()), EACH.size()))
                                == point.boundary();
        };
    }

    /** What the debugger of a node asks. */
    private final class Trap implements Debugger.Trap {

        private final Application node;

        Trap(Application node) {
            this.node = node;
        }

        @Override
        public boolean wants(Debugger.Point point) {
            Doomed run = byRoot.get(point.rootId());
            if (run == null && starting != null && starting.id() == null) {
                run = starting;
                byRoot.put(point.rootId(), run);
            }
            if (run == null || !armed) {
                return false;
            }
            run.goesOn();
            synchronized (claimed) {
                if (run.boundary() != point.boundary() || !inForm(run, point)) {
                    return false;
                }
                // What an engine is busy with when the node dies differs from one way through a runbook to the other.
                String way =
                        point.boundary() == Boundary.IN_EFFECT ? run.scenario().name() : "";
                Debugger.Point anyRun = new Debugger.Point(point.boundary(), way, point.runbook(), point.element());
                if (run.wanted() != null) {
                    // Again on its way there, after its transaction met another one.
                    return run.wanted().equals(anyRun) && run.heldBy() == null;
                }
                if (claimed.putIfAbsent(anyRun, run) != null) {
                    return false;
                }
                run.wanted(anyRun);
                return true;
            }
        }

        @Override
        public boolean wantsAlone(String rootId) {
            Doomed run = rootId == null ? starting : byRoot.get(rootId);
            return run != null && run.boundary() != null && run.boundary().inCommit();
        }

        @Override
        public void held(Debugger.Point point) {
            Doomed run = byRoot.get(point.rootId());
            run.held(node);
        }

        @Override
        public void broken(Exception why) {
            broken = why;
            // Whatever waits for the application is to end, and not to wait for its time to be up.
            threads.submit(node::kill);
        }
    }
}
