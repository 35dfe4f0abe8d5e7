package io.signalbox.testkit.lab;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** One container host of the lab: a Docker engine of its own. Every method returns when its effect is there. */
public final class LabHost {

    private final LabScripts scripts;
    private final int number;
    private final String name;
    private final String address;

    LabHost(LabScripts scripts, int number, String name, String address) {
        this.scripts = scripts;
        this.number = number;
        this.name = name;
        this.address = address;
    }

    /** As in the site: {@code web-1}. */
    public String name() {
        return name;
    }

    /** Where its containers are reached; they share the machine's network and bind to it. */
    public String address() {
        return address;
    }

    /** Its Engine API. */
    public URI url() {
        return URI.create("tcp://" + address + ":2375");
    }

    /** Starts it, or does nothing when it runs. Containers with a restart policy come back. */
    public void start() {
        command("start");
    }

    /** Shuts it down: containers are asked to stop. */
    public void stop() {
        command("stop");
    }

    /** Pulls the plug: engine and containers are gone at once, the disk stays. */
    public void kill() {
        command("kill");
    }

    /** From now on its Engine API takes connections and never answers; containers go on. Until {@link #thaw}. */
    public void freeze() {
        command("freeze");
    }

    public void thaw() {
        command("thaw");
    }

    /**
     * Asks the engine through Docker's own client: a second pair of eyes.
     *
     * @return what the client printed
     * @throws IllegalStateException when it failed
     */
    public String docker(String... arguments) {
        var command = Stream.concat(Stream.of("docker", "-H", url().toString()), Stream.of(arguments))
                .toList();
        return succeeded(command, scripts.execute(command));
    }

    /** Removes every container, running or not. */
    public void removeContainers() {
        var ids = docker("ps", "-aq");
        if (!ids.isEmpty()) {
            docker(Stream.concat(Stream.of("rm", "-f", "-v"), ids.lines()).toArray(String[]::new));
        }
    }

    void startWithDisk(String size) {
        succeeded(List.of("host start", name), scripts.run("host", "start", String.valueOf(number), size));
    }

    private void command(String what) {
        succeeded(List.of("host", what, name), scripts.run("host", what, String.valueOf(number)));
    }

    private static String succeeded(List<String> command, LabScripts.Ended ended) {
        if (ended.code() != 0) {
            throw new IllegalStateException(
                    String.join(" ", command) + " ended with code " + ended.code() + ": " + ended.output());
        }
        return ended.output();
    }

    @Override
    public String toString() {
        return name + " at " + url();
    }
}
