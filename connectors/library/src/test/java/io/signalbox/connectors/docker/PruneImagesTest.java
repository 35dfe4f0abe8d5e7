package io.signalbox.connectors.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.TestStep;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.stream.Stream;

class PruneImagesTest extends DockerContract<PruneImages.Input, PruneImages.Output> {

    private String dangling = "";

    @Override
    protected String operation() {
        return "docker.prune-images";
    }

    /** One image without a name. */
    @Override
    protected void reset() throws Exception {
        super.reset();
        host.docker("image", "prune", "-f");
        host.docker("create", "--name", "changed", "--network", "host", lab.shop("1.0"));
        dangling = host.docker("commit", "changed");
        host.docker("rm", "changed");
    }

    @Override
    protected PruneImages.Input input() {
        return new PruneImages.Input(host.name(), false, Duration.ZERO);
    }

    @Override
    protected void verifyApplied(PruneImages.Input input, PruneImages.Output output, TestStep step) {
        assertThat(host.docker("images", "-q", "--no-trunc")).doesNotContain(dangling);
        assertThat(host.docker("images", "-q", lab.shop("1.0"))).isNotEmpty();
        assertThat(output.removed()).isSubsetOf(dangling);
    }

    @Override
    protected void verifyUntouched(PruneImages.Input input, TestStep step) {
        assertThat(host.docker("images", "-q", "--no-trunc")).contains(dangling);
    }

    @Override
    protected Stream<BadInput<PruneImages.Input>> badInputs() {
        return Stream.of(new BadInput<>(
                "a negative age",
                new PruneImages.Input(host.name(), false, Duration.ofSeconds(-1)),
                DockerError.SETTINGS_INVALID,
                "olderThan"));
    }

    @Test
    void removedImagesAreNamed() throws Exception {
        assertThat(apply(input(), step()).removed()).containsExactly(dangling);
    }

    @Test
    void imageOfAStoppedContainerStays() throws Exception {
        world.foreign("shop.previous", "1.1");
        host.docker("stop", "shop.previous");
        var output = apply(new PruneImages.Input(host.name(), true, Duration.ZERO), step());
        assertThat(output.removed()).contains(lab.shop("1.0")).doesNotContain(lab.shop("1.1"));
    }
}
