package io.signalbox.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.IntStream;

class BatchSizeTest {

    @ParameterizedTest
    @CsvSource({"2,10,2", "25%,10,3", "1%,3,1", "100%,7,7", "50 %,5,3", "9,4,9"})
    void isANumberOrAShareRoundedUp(String size, int hosts, int expected) {
        assertThat(BatchSize.parse(size).of(hosts)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0%", "101%", "-1", "a few", "2.5", "99999999999"})
    void refusesWhatIsNeither(String size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchSize.parse(size))
                .withMessageContaining("batch size");
    }

    @Test
    void rampsUpByDoublingToTheFullSize() {
        List<Integer> hosts = IntStream.rangeClosed(1, 12).boxed().toList();
        assertThat(BatchSize.parse("5").cut(hosts, true)).extracting(List::size).containsExactly(1, 2, 4, 5);
        assertThat(BatchSize.parse("3").cut(hosts, true)).extracting(List::size).containsExactly(1, 2, 3, 3, 3);
        assertThat(BatchSize.parse("1").cut(hosts, true)).hasSize(12);
    }

    @Test
    void keepsEveryElementOnceAndInOrder() {
        for (int count = 0; count < 40; count++) {
            List<Integer> hosts = IntStream.range(0, count).boxed().toList();
            for (int size = 1; size < 45; size++) {
                for (boolean ramp : new boolean[] {false, true}) {
                    List<List<Integer>> batches = new BatchSize(size, false).cut(hosts, ramp);
                    assertThat(batches.stream().flatMap(List::stream)).isEqualTo(hosts);
                    int most = size;
                    assertThat(batches)
                            .allSatisfy(b -> assertThat(b).isNotEmpty().hasSizeLessThanOrEqualTo(most));
                }
            }
        }
    }
}
