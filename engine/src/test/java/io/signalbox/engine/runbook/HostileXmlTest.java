package io.signalbox.engine.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.engine.Finding;
import io.signalbox.engine.step.InputBinder;
import io.signalbox.engine.step.TestConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

@Timeout(60)
class HostileXmlTest {

    private static final long LARGE = 16 << 20;
    private final DiagramRules rules = new DiagramRules(new InputBinder());

    @Test
    void entityBombsAreRefusedBeforeTheyGoOff() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"lol\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a%d \"&a%d;&a%d;&a%d;\">".formatted(i, i - 1, i - 1, i - 1));
        }
        assertThat(rulesBroken(bomb + "]><x>&a29;</x>")).containsExactly("xml-doctype");
        assertThat(rulesBroken("<!DOCTYPE x [<!ENTITY a \"" + "x".repeat(1_000_000) + "\">]><x>&a;&a;&a;</x>"))
                .containsExactly("xml-doctype");
    }

    @Test
    void externalEntitiesAreNotOpened(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hush");
        for (String doctype : List.of(
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>",
                "<!DOCTYPE x SYSTEM \"" + secret.toUri() + "\">",
                "<!DOCTYPE x [<!ENTITY % e SYSTEM \"http://127.0.0.1:1/x\"> %e;]>",
                "<!DOCTYPE x PUBLIC \"a\" \"http://127.0.0.1:1/x\">")) {
            List<Finding> findings = check(bytes(doctype + "<x>&e;</x>"));
            assertThat(findings).extracting(Finding::rule).containsExactly("xml-doctype");
            assertThat(findings.toString()).doesNotContain("hush");
        }
        assertThat(rulesBroken("<x xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"" + secret.toUri()
                        + "\"/></x>"))
                .containsExactly("not-bpmn");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "<",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<a b/>",
                "<a b='1' b='2'/>",
                "<x:a/>",
                "<a>&undefined;</a>",
                "<a>&#0;</a>",
                "<?xml version='1.0'?>",
                "<?xml version='3.0'?><a/>",
                "<?xml version='1.0' encoding='nonsense'?><a/>",
                "{}",
                "\u0000",
                "<a>]]></a>",
                "<?xml version='1.0' encoding='UTF-16'?><a/>",
                "<a xmlns:x=''/>",
                "<!-- -- --><a/>"
            })
    void malformedXmlIsAFinding(String xml) {
        assertThat(check(bytes(xml))).isNotEmpty().extracting(Finding::severity).containsOnly(Finding.Severity.ERROR);
    }

    @Test
    void depthIsBounded() {
        assertThat(rulesBroken("<a>".repeat(200_000))).containsExactly("xml-too-deep");
        String deep = "<b:subProcess id=\"x\">".repeat(70) + "</b:subProcess>".repeat(70);
        assertThat(check(bytes(Bpmn.process(deep)))).isNotEmpty();
        assertThat(rulesBroken(Bpmn.step(
                        "test.small", Bpmn.inputs(Bpmn.input("text", "${" + "(".repeat(10_000) + "}")))))
                .contains("expression-broken");
    }

    @Test
    void sizeIsBoundedByTheCaller() {
        Diagram diagram = Diagram.read(new byte[5 << 20], 1 << 20);
        assertThat(diagram.problems()).extracting(Finding::rule).containsExactly("diagram-too-large");
        assertThat(diagram.process()).isEmpty();
    }

    @Test
    void fiveMegabytesAreJudgedInTime() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; many.length() < 5_000_000; i++) {
            many.append(
                    "<b:exclusiveGateway id=\"t%1$d\"/><b:sequenceFlow id=\"f%1$d\" sourceRef=\"t%2$d\" targetRef=\"t%1$d\"/>"
                            .formatted(i, Math.max(0, i - 1)));
        }
        assertThat(check(bytes(Bpmn.process(many.toString())))).isNotEmpty();
        assertThat(check(bytes(Bpmn.process("<b:documentation>" + "${".repeat(2_500_000) + "</b:documentation>"))))
                .isNotEmpty();
        assertThat(check(bytes(Bpmn.step("x".repeat(5_000_000), "")))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void unicodeIsReadInEveryForm(String encoding) {
        String xml =
                Bpmn.through("t", "<b:userTask id=\"t\" name=\"Größe ✓\"/>").replace("UTF-8", encoding);
        String marked = encoding.endsWith("E") ? "\uFEFF" + xml : xml;
        Diagram diagram = Diagram.read(marked.getBytes(Charset.forName(encoding)), LARGE);
        assertThat(diagram.problems()).isEmpty();
        assertThat(diagram.element("t").orElseThrow().name()).isEqualTo("Größe ✓");
        assertThat(Diagram.text(marked.getBytes(Charset.forName(encoding))))
                .contains("Größe ✓")
                .doesNotContain("UTF-16");
    }

    @Test
    void theDeclaredEncodingHolds() {
        byte[] latin = bytes("<?xml version='1.0' encoding='iso-8859-1'?><a n='\u00e4'/>", StandardCharsets.ISO_8859_1);
        assertThat(check(latin)).extracting(Finding::rule).containsExactly("not-bpmn");
        assertThat(Diagram.text(latin)).contains("\u00e4").contains("encoding='UTF-8'");
        byte[] lying = bytes("<?xml version='1.0' encoding='UTF-8'?><a n='\u00e4'/>", StandardCharsets.ISO_8859_1);
        assertThat(check(lying)).extracting(Finding::rule).containsExactly("xml-encoding");
        byte[] rare = bytes("<?xml version='1.0' encoding='UTF-7'?><a/>", StandardCharsets.US_ASCII);
        assertThat(check(rare)).extracting(Finding::rule).containsExactly("xml-encoding");
    }

    @Test
    void noDamageToAGoodDiagramThrows() {
        byte[] good = bytes(Bpmn.form("<c:formField id=\"a\" type=\"long\" defaultValue=\"1\"/>")
                .replace(
                        "<b:userTask id=\"t\"/>",
                        "<b:serviceTask id=\"t\" c:type=\"external\" c:topic=\"test.everything\"/>"));
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = good.clone();
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(random.nextBoolean() ? 128 : 256);
            }
            assertThat(check(bad)).isNotNull();
        }
        for (int i = 0; i < good.length; i += 7) {
            byte[] cut = Arrays.copyOf(good, i);
            assertThat(check(cut)).isNotEmpty();
        }
    }

    private List<String> rulesBroken(String xml) {
        return check(bytes(xml)).stream().map(Finding::rule).toList();
    }

    private List<Finding> check(byte[] xml) {
        return rules.check(Diagram.read(xml, LARGE), TestConnector.catalogue(), _ -> Optional.empty());
    }

    private static byte[] bytes(String text) {
        return bytes(text, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text, Charset charset) {
        return text.getBytes(charset);
    }
}
