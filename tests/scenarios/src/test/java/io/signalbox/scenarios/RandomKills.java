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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Clients that deploy, restart, roll back and order, one run after the other, while nodes are killed at random times. */
final class RandomKills implements AutoCloseable {

    private static final int SERVICES = 8;
    private static final int CUSTOMERS = 4;
    /** Half a minute of standstill, and what a run takes on a machine that is busy with starting nodes. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(2);

    private final List<Application> nodes;
    private final Recorder recorder = new Recorder();
    private final List<Target> targets = IntStream.rangeClosed(301, 300 + SERVICES)
            .mapToObj(n -> new Target(n, Lab.require().host(1 + n % 2), false))
            .toList();
    private final List<Effects> effects;
    private final Random random;
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger runs = new AtomicInteger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Map<Application, Future<?>> starts = new HashMap<>();
    private volatile Duration longestStandstill = Duration.ZERO;
    private volatile boolean stopped;

    RandomKills(List<Application> nodes, long seed) {
        this.random = new Random(seed);
        System.out.println("seed " + seed);
        this.nodes = nodes;
        Target.clear(targets);
        Path site = site();
        // A step may meet more deaths here than anything else would explain.
        nodes.forEach(node -> node.site(site).property("signalbox.engine.crashes-per-step", "1000"));
        effects = Lab.require().hosts().stream().map(Effects::new).toList();
    }

    private Path site() {
        StringBuilder text = new StringBuilder("hosts:\n");
        for (LabHost host : Lab.require().hosts()) {
            text.append("  - {name: %s, url: \"%s\", address: %s, parallel: 20}\n"
                    .formatted(host.name(), host.url(), host.address()));
        }
        text.append("services:\n");
        targets.forEach(target -> text.append(target.yaml()));
        try {
            Path file = Files.createDirectories(Path.of("target")).resolve("site-of-random-kills.yaml");
            Files.writeString(file, text);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void run(int kills) {
        nodes.forEach(Application::start);
        nodes.getFirst().api().deploy(Scenario.ORDERS);
        for (Target target : targets) {
            List.of("a", "b").forEach(version -> Images.publish("1.0", target.version(version)));
            clients.submit(() -> operate(target));
        }
        for (int i = 1; i <= CUSTOMERS; i++) {
            String customer = "/customer-" + i;
            clients.submit(() -> order(customer));
        }
        long began = System.nanoTime();
        int kill = 0;
        while (kill < kills && wrong.isEmpty()) {
            Application node = nodes.get(random.nextInt(nodes.size()));
            // Who is killed as soon as it is there never works.
            awaitStart(node);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(4000)));
            node.kill();
            // Another one may be killed meanwhile.
            starts.put(node, clients.submit(node::start));
            if (++kill % 10 == 0) {
                System.out.printf(
                        "%s: %d kills, %d runs, longest standstill %s%n",
                        Instant.now(), kill, runs.get(), longestStandstill);
            }
        }
        nodes.forEach(this::awaitStart);
        stopped = true;
        clients.close();
        targets.forEach(this::tidy);
        System.out.printf(
                "%d kills in %s, %d runs ended, longest standstill %s, %d wrong%n",
                kill, Duration.ofNanos(System.nanoTime() - began), runs.get(), longestStandstill, wrong.size());
        assertThat(wrong).isEmpty();
    }

    private void awaitStart(Application node) {
        Future<?> start = starts.remove(node);
        try {
            if (start != null) {
                start.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Nothing but what three deploys keep, whatever happened to them. */
    private void tidy(Target target) {
        try {
            kept(target, Hosts.containers(target.host()).values());
        } catch (AssertionError e) {
            wrong.add("left over on " + target.host() + ": " + e);
        }
    }

    /** The container, the one before it, and the one before that, which the last deploy needs to take itself back. */
    private static void kept(Target target, Collection<Hosts.Container> all) {
        List<String> names = all.stream()
                .filter(target::owns)
                .map(Hosts.Container::name)
                .map(name -> name.replaceAll("\\.parked-[0-9a-f]{8}$", ".parked"))
                .toList();
        assertThat(names)
                .doesNotHaveDuplicates()
                .isSubsetOf(target.service(), target.service() + ".previous", target.service() + ".parked");
    }

    private void operate(Target target) {
        for (int i = 0; !stopped; i++) {
            String version = i % 2 == 0 ? "a" : "b";
            Map<String, Object> inputs = Map.of("service", target.service(), "healthyWithin", "60s");
            Map<String, Object> deploy = new java.util.TreeMap<>(inputs);
            deploy.put("version", target.version(version));
            boolean more = attempt("deploy", deploy, run -> deployed(target, version, run), target)
                    && (i % 3 != 1 || attempt("restart-service", inputs, run -> restarted(target, run), target))
                    && (i % 4 != 3
                            || attempt(
                                    "rollback",
                                    inputs,
                                    run -> assertThat(run.outcome()).isEqualTo("Rolled back"),
                                    target));
            if (!more) {
                return;
            }
        }
    }

    private void order(String customer) {
        int number = 0;
        while (!stopped) {
            String path = customer + "-" + ++number;
            boolean more = attempt(
                    "kill-orders",
                    Map.of("url", recorder.url(path)),
                    run -> {
                        assertThat(run.outcome()).isEqualTo("Ordered");
                        for (String element : List.of("first", "second")) {
                            String step =
                                    steady(api -> api.step(run.id(), element)).id();
                            assertThat(recorder.keys(path + "/" + element))
                                    .isNotEmpty()
                                    .containsOnly(step);
                        }
                    },
                    null);
            if (!more) {
                return;
            }
        }
    }

    /** Runs it, looks at what it did, and says whether all was well. */
    private boolean attempt(
            String runbook, Map<String, Object> inputs, java.util.function.Consumer<Api.Run> check, Target target) {
        String key = runbook + "-" + random.nextLong(Long.MAX_VALUE);
        try {
            effects.forEach(e -> e.forget(target));
            String id = steady(api -> api.send(api.startRequest(runbook, inputs).header("Idempotency-Key", key))
                            .expect(200, 201)
                            .as(Api.Run.class))
                    .id();
            Standstill standstill = new Standstill();
            Api.Run run = steady(api -> {
                Api.Run now = api.run(id);
                standstill.saw(now);
                if (now.state().equals("NEEDS_ATTENTION")) {
                    throw new IllegalStateException("needs attention: " + now);
                }
                return now.ended() ? now : null;
            });
            List<String> steps = steady(api -> api.steps(id)).stream()
                    .map(s -> s.elementId() + " " + s.host())
                    .toList();
            assertThat(steps).as("steps of " + run).doesNotHaveDuplicates();
            check.accept(run);
            runs.incrementAndGet();
            return true;
        } catch (Exception | AssertionError e) {
            wrong.add(runbook + " " + inputs + ": " + e);
            return false;
        }
    }

    private void deployed(Target target, String version, Api.Run run) {
        assertThat(run.outcome()).as(run.toString()).isEqualTo("Deployed");
        String step = steady(api -> api.step(run.id(), "replace")).id();
        Map<String, Hosts.Container> containers = Hosts.containers(target.host());
        assertThat(containers.get(target.service())).satisfies(c -> {
            assertThat(c.running()).isTrue();
            assertThat(c.image()).isEqualTo(target.image(version));
            assertThat(c.labels()).containsEntry("io.signalbox.step", step);
        });
        kept(target, containers.values());
        counted(target, "create", 1);
        counted(target, "start", 1);
    }

    private void restarted(Target target, Api.Run run) {
        assertThat(run.outcome()).as(run.toString()).isEqualTo("Restarted");
        counted(target, "start", 1);
    }

    private void counted(Target target, String what, int times) {
        List<String> all = new ArrayList<>();
        Awaitility.await(what + " of " + target.service())
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> {
                    all.clear();
                    effects.forEach(e -> all.addAll(e.of(target)));
                    assertThat(all)
                            .filteredOn(e -> e.startsWith(what + " "))
                            .as("effects %s", all)
                            .hasSize(times);
                });
    }

    /** How long one run did not get on, as somebody sees who looks again and again. */
    private final class Standstill {

        private String last = "";
        private long since = System.nanoTime();

        void saw(Api.Run run) {
            String now = run.state() + run.current();
            if (!now.equals(last)) {
                Duration stood = Duration.ofNanos(System.nanoTime() - since);
                synchronized (RandomKills.this) {
                    longestStandstill = stood.compareTo(longestStandstill) > 0 ? stood : longestStandstill;
                }
                last = now;
                since = System.nanoTime();
            }
        }
    }

    /** Asks whichever node answers until there is an answer that is not null. */
    private <T> T steady(java.util.function.Function<Api, T> question) {
        return Awaitility.await()
                .atMost(LONGEST_RUN)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            Application node = nodes.get(
                                    Math.floorMod(runs.get() + (int) (System.nanoTime() >> 28), nodes.size()));
                            try {
                                return question.apply(node.api());
                            } catch (UncheckedIOException e) {
                                // Killed; another time, or another node.
                                return null;
                            } catch (AssertionError e) {
                                if (!e.getMessage().contains("\"status\":503")) {
                                    throw e;
                                }
                                return null;
                            }
                        },
                        java.util.Objects::nonNull);
    }

    @Override
    public void close() {
        stopped = true;
        clients.shutdownNow();
        nodes.stream().filter(Application::isRunning).forEach(Application::kill);
        nodes.forEach(Application::end);
        effects.forEach(Effects::close);
        recorder.close();
        Target.clear(targets);
    }
}
