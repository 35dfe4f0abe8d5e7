package io.signalbox.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.Map;

class HostVariablesTest {

    private final Host host = new Host(
            "web-1",
            URI.create("tcp://127.0.1.1:2375"),
            null,
            "127.0.1.1",
            Map.of("zone", "a"),
            Map.of("port", "$1\\8080"),
            4);

    @Test
    void fillsInWhatTheHostHas() {
        assertThat(HostVariables.fill(
                        "${host.name} ${ host.address }:${host.vars.port}/${host.labels.zone} $HOME $${host.name} ${",
                        host))
                .isEqualTo("web-1 127.0.1.1:$1\\8080/a $HOME ${host.name} ${");
    }

    @Test
    void namesEveryVariableThatTheHostHasNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostVariables.fill("${host.vars.prot} ${host.adress} ${name}", host))
                .withMessageContainingAll("web-1", "${host.vars.prot}", "${host.adress}", "${name}", "host.vars.port");
    }
}
