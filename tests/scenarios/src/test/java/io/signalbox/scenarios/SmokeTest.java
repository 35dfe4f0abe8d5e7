package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.signalbox.testkit.lab.Lab;
import java.util.Map;

class SmokeTest {
    @RegisterExtension
    static final Application signalbox = Application.onLab();

    @Test
    void runs() {
        var api = signalbox.api();
        api.deploy(Diagram.of("hello").input("who", "string").step("say", "flow.note", "text=hello ${who}").end("Said"));
        var run = api.awaitEnd(api.start("hello", Map.of("who", "you")).id());
        assertThat(run.outcome()).isEqualTo("Said");
        System.out.println(api.steps(run.id()) + "\n" + api.timeline(run.id()) + "\n" + api.log(run.id(), ""));
        Lab.require().hosts().forEach(h -> System.out.println(Hosts.containers(h) + " " + Hosts.images(h)));
        long t = System.nanoTime();
        signalbox.restart();
        System.out.println("restart " + (System.nanoTime() - t) / 1000000);
        System.out.println(api.run(run.id()));
    }
}
