package io.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sdk.ConnectorFactory;
import io.signalbox.testkit.DropFile.Fault;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class OperationContractTest {

    @TempDir
    Path folder;

    @Nested
    class AWellBehavedOperation extends DropFileContract {
        AWellBehavedOperation() {
            super(Fault.NONE);
        }

        @Override
        Path folder() {
            return folder;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,",
        "FINDS_NOTHING, is found again after a crash",
        "FINDS_ANY_FILE, is found again after a crash",
        "CANNOT_BE_CANCELLED, 'stops within 5 s when cancelled, and leaves nothing'",
        "ACTS_IN_THE_PLAN, plans without touching anything",
        "DOES_NOT_UNDO, 'is taken back, twice'",
        "REFUSES_TOO_LATE, refuses empty content"
    })
    void catchesEachFault(Fault fault, String scenario) {
        if (scenario == null) {
            assertThat(failing(fault)).isEmpty();
        } else {
            assertThat(failing(fault)).contains(scenario);
        }
    }

    /** The names of the scenarios that the operation fails. */
    private List<String> failing(Fault fault) {
        DropFileContract contract = new DropFileContract(fault) {
            @Override
            Path folder() {
                return folder;
            }
        };
        List<String> failing = new ArrayList<>();
        for (DynamicTest test : contract.contract().toList()) {
            try {
                test.getExecutable().execute();
            } catch (Throwable expected) {
                failing.add(test.getDisplayName().substring(contract.operation().length() + 1));
            }
        }
        return failing;
    }

    abstract static class DropFileContract extends OperationContract<DropFile.Input, DropFile.Output> {

        private final Fault fault;

        DropFileContract(Fault fault) {
            this.fault = fault;
        }

        abstract Path folder();

        @Override
        protected String operation() {
            return "sample.drop-file";
        }

        @Override
        protected ConnectorFactory factory() {
            return context -> new DropFile.SampleConnector(List.of(new DropFile(folder(), fault)));
        }

        @Override
        protected DropFile.Input input() {
            return new DropFile.Input("hello", Duration.ofMillis(100));
        }

        @Override
        protected Optional<DropFile.Input> endless() {
            return Optional.of(new DropFile.Input("hello", Duration.ofDays(1)));
        }

        @Override
        protected Stream<BadInput<DropFile.Input>> badInputs() {
            return Stream.of(new BadInput<>(
                    "empty content",
                    new DropFile.Input("", Duration.ZERO),
                    DropFile.SampleError.SAMPLE_EMPTY,
                    "content"));
        }

        @Override
        protected void reset() throws IOException {
            try (Stream<Path> files = Files.list(folder())) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }

        @Override
        protected void verifyApplied(DropFile.Input input, DropFile.Output output, TestStep step) {
            assertThat(folder().toFile().list()).containsExactly(step.id());
            assertThat(Path.of(output.file())).hasContent(input.content());
        }

        @Override
        protected void verifyUntouched(DropFile.Input input, TestStep step) {
            assertThat(folder()).isEmptyDirectory();
        }
    }
}
