package io.signalbox.engine.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JuelTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "${a}",
                "a ${a} b ${b.c} c",
                "#{a}",
                "${a.b['c'].d[0]}",
                "${a ? b : c}",
                "${a ? b : c ? d : e}",
                "${!a && not b || empty c}",
                "${a == 'x}y' and b ne \"it's\"}",
                "${1 + 2.5e3 * -3 % 4 div 5}",
                "${fn(1, 'a')}",
                "${x:fn(1)}",
                "${a.b()}",
                "${a.b(1, c).d}",
                "\\${not an expression",
                "${(a)}",
                "${ a }",
                "${a\n  eq\n  b}",
                "${'a\\'b'}",
                "${true}",
                "a } b",
                "${a[b ? 'c' : 'd']}",
                "$ { # {",
                "$"
            })
    void readsWhatTheEngineReads(String text) {
        assertThat(Juel.parse(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${",
                "${}",
                "${a",
                "a ${a",
                "${a b}",
                "${a +}",
                "${a ? b}",
                "${a.}",
                "${a.1}",
                "${a[}",
                "${a[1}",
                "${fn(1,)}",
                "${'a}",
                "${a;b}",
                "${@}",
                "${a} #{b}",
                "${(a}",
                "${a)}",
                "${a = b}",
                "${and}",
                "${{}}"
            })
    void saysWhatItCannotRead(String text) {
        assertThatExceptionOfType(Juel.Broken.class).isThrownBy(() -> Juel.parse(text));
    }

    @Test
    void notesWhatIsUsed() {
        Juel juel = Juel.parse("${a.b['c'] + d.e(f)} ${empty g ? 'h' : true} ${fn(i)}");
        assertThat(juel.names()).containsExactly("a", "d", "f", "g", "i");
        assertThat(juel.members()).containsExactly("b", "c");
        assertThat(juel.methods()).containsExactly("e");
    }
}
