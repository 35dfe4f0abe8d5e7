package io.signalbox.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** What Flight Recorder has seen. */
final class Profile {

    private Profile() {}

    static void print(Path recording) throws IOException, InterruptedException {
        String jfr = Path.of(System.getProperty("java.home"), "bin", "jfr").toString();
        System.err.println("recorded in " + recording);
        for (String view : new String[] {"hot-methods", "allocation-by-class", "gc-pauses"}) {
            new ProcessBuilder(jfr, "view", "--width", "160", view, recording.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }
}
