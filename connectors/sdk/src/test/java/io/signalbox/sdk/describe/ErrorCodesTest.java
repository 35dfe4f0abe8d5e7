package io.signalbox.sdk.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorInfo;
import io.signalbox.sdk.ErrorCode;
import io.signalbox.sdk.Operation;
import org.junit.jupiter.api.Test;

import java.util.List;

class ErrorCodesTest {

    @Test
    void codesAreReadInTheOrderOfTheEnum() {
        assertThat(new Catalogue(List.of(new Lamp())).connectors().getFirst().errors())
                .containsExactly(
                        new ErrorDescriptor("LAMP_BROKEN", ErrorCode.Kind.EXTERNAL, false),
                        new ErrorDescriptor("LAMP_HOT", ErrorCode.Kind.RESOURCE, true));
    }

    @Test
    void aConnectorWithoutCodesHasNone() {
        assertThat(new Catalogue(List.of(new Switch())).connectors().getFirst().errors())
                .isEmpty();
    }

    @Test
    void everyCodeStartsWithItsConnectorAndIsThereOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Catalogue(List.of(new Lamp(), new Torch(), new Mirror())))
                .withMessageContaining("torch: error code 'LAMP_BROKEN' is not TORCH_<WHAT_HAPPENED>")
                .withMessageContaining("error code LAMP_BROKEN is there twice")
                .withMessageContaining("mirror: errors " + NoEnum.class.getName() + " is not an enum");
    }

    enum LampError implements ErrorCode {
        LAMP_BROKEN(Kind.EXTERNAL, false),
        LAMP_HOT(Kind.RESOURCE, true);

        private final Kind kind;
        private final boolean retryable;

        LampError(Kind kind, boolean retryable) {
            this.kind = kind;
            this.retryable = retryable;
        }

        @Override
        public String code() {
            return name();
        }

        @Override
        public Kind kind() {
            return kind;
        }

        @Override
        public boolean retryable() {
            return retryable;
        }
    }

    interface NoEnum extends ErrorCode {}

    interface Empty extends Connector {
        @Override
        default List<Operation<?, ?>> operations() {
            return List.of();
        }
    }

    @ConnectorInfo(id = "lamp", title = "Lamp", summary = "Shines.", errors = LampError.class)
    static class Lamp implements Empty {}

    @ConnectorInfo(id = "torch", title = "Torch", summary = "Shines.", errors = LampError.class)
    static class Torch implements Empty {}

    @ConnectorInfo(id = "mirror", title = "Mirror", summary = "Reflects.", errors = NoEnum.class)
    static class Mirror implements Empty {}

    @ConnectorInfo(id = "switch", title = "Switch", summary = "Clicks.")
    static class Switch implements Empty {}
}
