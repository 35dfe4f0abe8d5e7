package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.Request;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

class StartsAreIdempotentTest {

    @RegisterExtension
    static final Application signalbox = Application.shared();

    private static final String RUNBOOK = "idempotent-start";

    private final Api api = signalbox.api();

    @BeforeAll
    static void deploy() {
        signalbox
                .api()
                .deploy(Diagram.of(RUNBOOK)
                        .input("who", "string", "required")
                        .step("say", "flow.note", "text=hello ${who}")
                        .end("Said"));
    }

    @Test
    void sameKeyAndBodyGiveTheSameRun() {
        Answer first = api.send(start("twice", "you")).expect(201);
        Api.Run run = api.awaitEnd(first.as(Api.Run.class).id());
        Answer second = api.send(start("twice", "you")).expect(200);
        assertThat(second.as(Api.Run.class)).isEqualTo(run);
        assertThat(second.headers()).containsEntry("Location", first.headers().get("Location"));
        assertThat(runsOf("you")).containsExactly(run.id());
    }

    @Test
    void sameKeyFromManyAtOnceStartsOneRun() throws Exception {
        List<Answer> answers =
                atOnce(12, () -> api.send(start("at once", "all".repeat(1))).expect(200, 201));
        assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
        assertThat(answers.stream().map(a -> a.as(Api.Run.class).id()).distinct())
                .hasSize(1);
        assertThat(runsOf("all")).hasSize(1);
    }

    @Test
    void sameKeyWithAnotherBodyIsRefused() {
        Api.Run run = api.send(start("other", "one")).expect(201).as(Api.Run.class);
        api.awaitEnd(run.id());
        Refusal.of("other inputs", 409, "IDEMPOTENCY_KEY_REUSED", a -> start("other", "two"))
                .check(api);
        Refusal.of(
                        "other reason",
                        409,
                        "IDEMPOTENCY_KEY_REUSED",
                        a -> a.post(
                                        "/api/v1/runbooks/" + RUNBOOK + "/runs",
                                        Map.of("inputs", Map.of("who", "one"), "reason", "because"))
                                .header("Idempotency-Key", "other"))
                .check(api);
        assertThat(runsOf("two")).isEmpty();
    }

    @Test
    void keyWithManyBodiesAtOnceStartsOneRunAndRefusesTheRest() throws Exception {
        var numbers = Stream.iterate(0, n -> n + 1).iterator();
        List<Answer> answers = atOnce(8, () -> {
            int number;
            synchronized (numbers) {
                number = numbers.next();
            }
            return api.send(start("bodies", "body " + number)).expect(201, 409);
        });
        assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
        assertThat(runsOf("body")).hasSize(1);
    }

    @Test
    void keyOfARefusedStartIsStillFree() {
        Request.Builder nobody = api.post("/api/v1/runbooks/" + RUNBOOK + "/runs", Map.of("inputs", Map.of()))
                .header("Idempotency-Key", "refused");
        api.send(nobody).expect(422);
        api.awaitEnd(
                api.send(start("refused", "late")).expect(201).as(Api.Run.class).id());
    }

    private Request.Builder start(String key, String who) {
        return api.startRequest(RUNBOOK, Map.of("who", who)).header("Idempotency-Key", key.replace(' ', '-'));
    }

    private List<String> runsOf(String who) {
        return api.runs("runbook=" + RUNBOOK + "&q=" + who).stream()
                .map(Api.Run::id)
                .toList();
    }

    private static List<Answer> atOnce(int many, Callable<Answer> request)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch ready = new CountDownLatch(many);
            List<Future<Answer>> futures = Stream.generate(() -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return request.call();
                    }))
                    .limit(many)
                    .toList();
            List<Answer> answers = new java.util.ArrayList<>();
            for (Future<Answer> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
