package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.lab.NeedsLab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

@NeedsLab
class RollbackOfARunTest {

    @RegisterExtension
    static final Application signalbox = Application.shared();

    @RegisterExtension
    final Shop shop = new Shop(signalbox);

    private final Api api = signalbox.api();

    @Test
    void deployThatSucceededIsTakenBackOnDemand() {
        shop.deployed("1.0");
        List<Shop.State> before = List.of(Shop.state(Shop.web(1)), Shop.state(Shop.web(2)));
        Api.Run run = shop.deployed("1.1");

        Api.Run rollback =
                api.awaitEnd(api.rollback(run.id(), "customers complain").id());

        assertThat(rollback.outcome()).isEqualTo("Rolled back");
        assertThat(List.of(Shop.state(Shop.web(1)), Shop.state(Shop.web(2)))).isEqualTo(before);
        assertThat(shop.says(Shop.web(1))).isEqualTo("shop 1.0");
        assertThat(api.timeline(run.id()))
                .filteredOn(e -> e.kind().equals("UNDO_COMPLETED"))
                .extracting(Api.Entry::title)
                .as("the latest first")
                .containsExactly("Replace the container", "Replace the container", "Pull the image", "Pull the image");
        assertThat(api.timeline(run.id())).anySatisfy(e -> {
            assertThat(e.kind()).isEqualTo("ACT");
            assertThat(e.text()).isEqualTo("customers complain");
        });
    }
}
