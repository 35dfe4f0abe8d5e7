package io.signalbox.scenarios;

import io.signalbox.testkit.lab.Postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Several nodes on one PostgreSQL database. Whoever speaks to them speaks with the token of a user whom all of them know. */
final class Cluster implements AutoCloseable {

    private static final String TOKEN = "token-of-all-nodes";

    private final List<Application> nodes;

    /** @param settings of each node */
    Cluster(String name, int count, UnaryOperator<Application> settings) {
        String database = Postgres.require().database("cluster_" + name);
        nodes = IntStream.rangeClosed(1, count)
                .mapToObj(number -> settings.apply(Application.onLab()
                        .named(name + "-" + number)
                        .on(database)
                        .user("somebody", "ADMIN", TOKEN)
                        .property("signalbox.node", "node-" + number)))
                .toList();
    }

    /** Starts those that do not run, the first alone: it makes the tables. */
    void start() {
        List<Application> away =
                new ArrayList<>(nodes.stream().filter(node -> !node.isRunning()).toList());
        if (away.size() == nodes.size()) {
            away.removeFirst().start();
        }
        away.parallelStream().forEach(Application::start);
    }

    List<Application> nodes() {
        return nodes;
    }

    /** Node {@code number}, counted from 1. */
    Application node(int number) {
        return nodes.get(number - 1);
    }

    Api api(int number) {
        return new Api(node(number)::url, () -> TOKEN);
    }

    @Override
    public void close() {
        nodes.stream().filter(Application::isRunning).forEach(Application::kill);
        nodes.forEach(Application::end);
    }
}
