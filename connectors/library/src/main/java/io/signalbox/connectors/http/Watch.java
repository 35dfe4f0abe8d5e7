package io.signalbox.connectors.http;

import io.signalbox.sdk.Step;
import okhttp3.Request;

import java.time.Duration;
import java.time.Instant;

/** One wait: asks until the expectation is met or the time is over. The time goes on when another node takes the step over. */
final class Watch {

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
    private static final Duration SHORTEST_ANSWER = Duration.ofSeconds(1);
    private static final int BYTES = 1024 * 1024;

    private final Exchange exchange;
    private final Request request;
    private final Credentials credentials;
    private final Expectation expectation;
    private final WaitUntil.Input input;
    private final Step step;
    private final Instant begin;

    private int questions;
    private int inARow;
    private String last = "";

    Watch(
            Exchange exchange,
            Request request,
            Credentials credentials,
            Expectation expectation,
            WaitUntil.Input input,
            Step step) {
        this.exchange = exchange;
        this.request = request;
        this.credentials = credentials;
        this.expectation = expectation;
        this.input = input;
        this.step = step;
        this.begin = step.checkpoint(Since.class)
                .map(s -> Instant.parse(s.begin))
                .orElseGet(() -> step.clock().instant());
        step.checkpoint(new Since(begin.toString()));
    }

    /** When the first attempt began. */
    record Since(String begin) {}

    WaitUntil.Output untilMet() throws InterruptedException {
        while (true) {
            questions++;
            Ask ask = ask();
            try {
                Answer answer = exchange.send(ask);
                if (look(answer) >= input.successes()) {
                    return new WaitUntil.Output(
                            answer.status(), expectation.value(answer), questions, waited().toMillis());
                }
            } catch (Unanswered e) {
                inARow = 0;
                tell("No answer: " + e.getMessage());
            }
            Duration left = input.within().minus(waited());
            if (!left.isPositive()) {
                throw WaitUntil.notInTime(ask, input, questions, last);
            }
            step.pause(least(most(input.interval(), SHORTEST_INTERVAL), left));
        }
    }

    /** An answer may take as long as there is time left, but not so short that none could come. */
    private Ask ask() {
        Duration left = most(input.within().minus(waited()), SHORTEST_ANSWER);
        Duration answer = least(input.answerWithin(), left);
        return new Ask(request, credentials, true, new Ask.Limits(answer, answer, BYTES));
    }

    private int look(Answer answer) {
        inARow = expectation.met(answer) ? inARow + 1 : 0;
        tell("Last answer: " + answer.shown()
                + (inARow == 0 ? "." : ", as expected " + inARow + " of " + input.successes() + " times."));
        return inARow;
    }

    /** Once for each answer unlike the one before. */
    private void tell(String news) {
        if (!news.equals(last)) {
            last = news;
            step.log().info(news);
        }
        double share = input.within().isPositive()
                ? (double) waited().toMillis() / input.within().toMillis()
                : 1;
        step.progress(Math.min(1, share), news);
    }

    private Duration waited() {
        return Duration.between(begin, step.clock().instant());
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration most(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
