package io.signalbox.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Random;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "90s,PT90S",
        "5m,PT5M",
        "1h30m,PT1H30M",
        "250ms,PT0.25S",
        "2d,PT48H",
        "1m5ms,PT1M0.005S",
        "1.5s,PT1.5S",
        "PT1H,PT1H",
        "pt2s,PT2S",
        " 3S ,PT3S",
        "0s,PT0S"
    })
    void readsWhatPeopleWrite(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "90",
                "s",
                "5 m",
                "m5",
                "1m1h",
                "-5s",
                "PT-5S",
                "P",
                "99999999999999999999s",
                "9999999999999h",
                "1.5h"
            })
    void refusesTheRestWithASentence(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessageContaining("duration");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,0s",
        "PT60S,60s",
        "PT90S,90s",
        "PT120S,2m",
        "PT5M,5m",
        "PT150S,2m30s",
        "PT90M,1h30m",
        "PT48H,48h",
        "PT0.25S,250ms",
        "PT61.5S,61s500ms",
        "PT0.000001S,PT0.000001S"
    })
    void writesTheShortForm(Duration duration, String expected) {
        assertThat(Durations.format(duration)).isEqualTo(expected);
    }

    @Test
    void readsBackWhatItWrites() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            Duration duration = Duration.ofMillis(random.nextLong(1L << random.nextInt(1, 40)));
            assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
        }
    }
}
