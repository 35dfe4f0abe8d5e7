package io.signalbox.engine.runbook;

import static io.signalbox.engine.runbook.Bpmn.file;
import static io.signalbox.engine.runbook.Bpmn.form;
import static io.signalbox.engine.runbook.Bpmn.input;
import static io.signalbox.engine.runbook.Bpmn.inputs;
import static io.signalbox.engine.runbook.Bpmn.process;
import static io.signalbox.engine.runbook.Bpmn.properties;
import static io.signalbox.engine.runbook.Bpmn.step;
import static io.signalbox.engine.runbook.Bpmn.through;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.signalbox.engine.Finding;
import io.signalbox.engine.step.InputBinder;
import io.signalbox.engine.step.TestConnector;
import io.signalbox.sdk.describe.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class DiagramRulesTest {

    private static final String HOST = input("host", "web-1");
    private static final Catalogue CATALOGUE = TestConnector.catalogue();
    private static final DiagramRules RULES = new DiagramRules(new InputBinder());

    @Test
    void aGoodDiagramHasNoFindings() {
        assertThat(check(step(
                        "test.everything",
                        inputs(HOST
                                        + input("count", "${n + 1}")
                                        + input("token", "${secrets.TOKEN}")
                                        + input(
                                                "ports",
                                                "<c:list><c:value>80</c:value><c:value>${p}</c:value></c:list>")
                                        + input("environment", "<c:map><c:entry key=\"A\">1</c:entry></c:map>"))
                                + properties(
                                        "retry.attempts",
                                        "5",
                                        "retry.backoff",
                                        "1s",
                                        "timeout",
                                        "1h30m",
                                        "resultVariable",
                                        "x"))))
                .isEmpty();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                arguments("not-bpmn", "", "<html/>"),
                arguments("no-process", "", file("")),
                arguments(
                        "no-executable-process",
                        "p",
                        through("t", "<b:userTask id=\"t\"/>").replace("\"true\"", "\"false\"")),
                arguments(
                        "several-executable-processes",
                        "q",
                        file("<b:process id=\"p\" isExecutable=\"true\"/><b:process id=\"q\" isExecutable=\"true\"/>")),
                arguments("no-time-to-live", "p", process("").replace("c:historyTimeToLive", "c:versionTag")),
                arguments("no-name", "p", process("").replace("name=\"P\"", "")),
                arguments("id-missing", "7:14", process("<b:userTask/>")),
                arguments("id-illegal", "1a", through("1a", "<b:userTask id=\"1a\"/>")),
                arguments("id-illegal", "ä b", through("ä b", "<b:userTask id=\"ä b\"/>")),
                arguments("id-duplicate", "t", process("<b:userTask id=\"t\"/><b:userTask id=\"t\"/>")),
                arguments("unknown-operation", "s", step("test.smal", "")),
                arguments("no-operation", "s", step("", "")),
                arguments("required-input", "s", step("test.small", "")),
                arguments("unknown-input", "s", step("test.small", inputs(input("text", "a") + input("txet", "a")))),
                arguments("input-type", "s", step("test.everything", inputs(HOST + input("count", "many")))),
                arguments(
                        "input-type",
                        "s",
                        step(
                                "test.everything",
                                inputs(HOST + input("numbers", "<c:list><c:value>x</c:value></c:list>")))),
                arguments("input-value", "s", step("test.everything", inputs(HOST + input("count", "0")))),
                arguments("input-duplicate", "s", step("test.small", inputs(input("text", "a") + input("text", "b")))),
                arguments("secret-not-named", "s", step("test.everything", inputs(HOST + input("token", "clear")))),
                arguments("secret-not-allowed", "s", step("test.small", inputs(input("text", "x ${secrets.A}")))),
                arguments("policy", "s", step("test.small", properties("retry.attempts", "0"))),
                arguments("policy", "s", step("test.small", properties("timeout", "soon"))),
                arguments("policy", "s", step("test.small", properties("retry.budget", "0s"))),
                arguments("policy", "s", step("test.small", properties("resultVariable", "run"))),
                arguments("policy", "s", step("x", properties("signalbox.external", "yes"))),
                arguments("unknown-property", "s", step("test.small", properties("retry.atempts", "3"))),
                arguments(
                        "output-unreadable",
                        "a-b",
                        through("a-b", "<b:serviceTask id=\"a-b\" c:type=\"external\" c:topic=\"test.small\"/>")),
                arguments(
                        "script",
                        "t",
                        through(
                                "t",
                                "<b:scriptTask id=\"t\" scriptFormat=\"groovy\"><b:script>1</b:script></b:scriptTask>")),
                arguments("code", "t", through("t", "<b:serviceTask id=\"t\" c:class=\"a.B\"/>")),
                arguments(
                        "code",
                        "t",
                        through("t", "<b:serviceTask id=\"t\" x:class=\"a.B\" xmlns:x=\"http://activiti.org/bpmn\"/>")),
                arguments("code", "t", through("t", "<b:serviceTask id=\"t\" c:delegateExpression=\"${a}\"/>")),
                arguments("code", "t", through("t", "<b:serviceTask id=\"t\" c:expression=\"${a}\"/>")),
                arguments("not-a-step", "t", through("t", "<b:serviceTask id=\"t\" c:type=\"shell\"/>")),
                arguments("not-a-step", "t", through("t", "<b:sendTask id=\"t\"/>")),
                arguments("code", "t", through("t", "<b:businessRuleTask id=\"t\" c:decisionRef=\"d\"/>")),
                arguments(
                        "code",
                        "t",
                        through(
                                "t",
                                "<b:userTask id=\"t\"><b:extensionElements><c:taskListener event=\"create\" class=\"A\"/></b:extensionElements></b:userTask>")),
                arguments("code", "s", step("test.small", "<c:executionListener event=\"start\"/>")),
                arguments("code", "s", step("test.small", "<c:connector/>")),
                arguments(
                        "code",
                        "s",
                        step(
                                "test.small",
                                inputs(
                                        "<c:inputParameter name=\"text\"><c:script scriptFormat=\"js\">1</c:script></c:inputParameter>"))),
                arguments(
                        "code",
                        "p",
                        process("<b:extensionElements><c:executionListener event=\"start\"/></b:extensionElements>")),
                arguments(
                        "script",
                        "f",
                        process(
                                "<b:sequenceFlow id=\"f\" sourceRef=\"start\" targetRef=\"end\"><b:conditionExpression language=\"groovy\">1</b:conditionExpression></b:sequenceFlow>")),
                arguments(
                        "code",
                        "f",
                        process(
                                "<b:sequenceFlow id=\"f\" sourceRef=\"start\" targetRef=\"end\"><b:conditionExpression c:resource=\"a.js\">x</b:conditionExpression></b:sequenceFlow>")),
                arguments(
                        "message-throw",
                        "t",
                        through(
                                "t",
                                "<b:intermediateThrowEvent id=\"t\"><b:messageEventDefinition c:type=\"external\" c:topic=\"x\"/></b:intermediateThrowEvent>")),
                arguments("not-supported", "t", through("t", "<b:adHocSubProcess id=\"t\"/>")),
                arguments("does-nothing", "t", through("t", "<b:task id=\"t\"/>")),
                arguments("foreign-element", "p", process("<x:scriptTask id=\"t\" xmlns:x=\"urn:x\"/>")),
                arguments("input-type", "start", form("<c:formField id=\"a\" type=\"sting\"/>")),
                arguments("input-name", "start", form("<c:formField id=\"a-b\" type=\"string\"/>")),
                arguments("input-name", "start", form("<c:formField id=\"secrets\" type=\"string\"/>")),
                arguments(
                        "input-duplicate",
                        "start",
                        form("<c:formField id=\"a\" type=\"string\"/><c:formField id=\"a\" type=\"long\"/>")),
                arguments("input-constraint", "start", form(constraint("string", "validator", "a.B"))),
                arguments("input-constraint", "start", form(constraint("string", "min", "1"))),
                arguments("input-constraint", "start", form(constraint("long", "max", "x"))),
                arguments("input-constraint", "start", form(constraint("string", "minlength", "-1"))),
                arguments(
                        "input-constraint",
                        "start",
                        form(
                                "<c:formField id=\"a\" type=\"string\"><c:properties><c:property id=\"pattern\" value=\"[\"/></c:properties></c:formField>")),
                arguments("input-suggest", "start", form(suggesting("string", "service"))),
                arguments("input-suggest", "start", form(suggesting("long", "services"))),
                arguments("input-default", "start", form("<c:formField id=\"a\" type=\"long\" defaultValue=\"x\"/>")),
                arguments(
                        "input-default",
                        "start",
                        form("<c:formField id=\"a\" type=\"string\" defaultValue=\"${x}\"/>")),
                arguments("input-choice", "start", form("<c:formField id=\"a\" type=\"enum\"/>")),
                arguments(
                        "form-elsewhere",
                        "start",
                        process("")
                                .replace("<b:startEvent id=\"start\"", "<b:startEvent id=\"start\" c:formKey=\"x\"")),
                arguments("not-connected", "t", process("<b:userTask id=\"t\"/>")),
                arguments("dead-end", "start", process("")),
                arguments("no-start-event", "p", file("<b:process id=\"p\" isExecutable=\"true\"/>")),
                arguments("no-end-event", "p", file("<b:process id=\"p\" isExecutable=\"true\"/>")),
                arguments("no-start-event", "t", through("t", "<b:subProcess id=\"t\"/>")),
                arguments("several-start-events", "p", process("<b:startEvent id=\"start2\"/>")),
                arguments(
                        "no-plain-start-event",
                        "p",
                        process("")
                                .replace(
                                        "<b:startEvent id=\"start\"/>",
                                        "<b:startEvent id=\"start\"><b:signalEventDefinition/></b:startEvent>")),
                arguments(
                        "flow-broken",
                        "f",
                        process("<b:sequenceFlow id=\"f\" sourceRef=\"start\" targetRef=\"gone\"/>")),
                arguments("no-condition", "f2", gateway("")),
                arguments("no-condition", "f3", gateway(" default=\"f2\"")),
                arguments("default-broken", "t", gateway(" default=\"f1\"")),
                arguments(
                        "condition-plain",
                        "f3",
                        gateway("")
                                .replace(
                                        "targetRef=\"start\"/>",
                                        "targetRef=\"start\"><b:conditionExpression>yes</b:conditionExpression></b:sequenceFlow>")),
                arguments("expression-broken", "s", step("test.small", inputs(input("text", "${a")))),
                arguments("expression-broken", "s", step("test.small", inputs(input("text", "${a b}")))),
                arguments(
                        "expression-broken",
                        "f",
                        process(
                                "<b:sequenceFlow id=\"f\" sourceRef=\"start\" targetRef=\"end\"><b:conditionExpression>${a ==}</b:conditionExpression></b:sequenceFlow>")),
                arguments("expression-method", "s", step("test.small", inputs(input("text", "${a.clear()}")))),
                arguments(
                        "expression-reflection",
                        "s",
                        step("test.small", inputs(input("text", "${''.getClass().forName('x')}")))),
                arguments("unknown-runbook", "t", through("t", "<b:callActivity id=\"t\" calledElement=\"gone\"/>")),
                arguments("unknown-runbook", "t", through("t", "<b:callActivity id=\"t\"/>")),
                arguments("call-cycle", "t", through("t", "<b:callActivity id=\"t\" calledElement=\"p\"/>")),
                arguments("call-cycle", "t", through("t", "<b:callActivity id=\"t\" calledElement=\"calls-p\"/>")),
                arguments(
                        "boundary-broken",
                        "e",
                        process(
                                "<b:boundaryEvent id=\"e\" attachedToRef=\"gone\"><b:errorEventDefinition/></b:boundaryEvent>")),
                arguments(
                        "boundary-broken",
                        "e",
                        through(
                                "t",
                                "<b:exclusiveGateway id=\"t\"/><b:boundaryEvent id=\"e\" attachedToRef=\"t\"><b:errorEventDefinition/></b:boundaryEvent>")),
                arguments(
                        "event-empty",
                        "e",
                        through("t", "<b:userTask id=\"t\"/><b:boundaryEvent id=\"e\" attachedToRef=\"t\"/>")),
                arguments(
                        "reference-broken",
                        "end",
                        process("")
                                .replace(
                                        "<b:endEvent id=\"end\"/>",
                                        "<b:endEvent id=\"end\"><b:errorEventDefinition errorRef=\"gone\"/></b:endEvent>")),
                arguments(
                        "timer-empty",
                        "t",
                        through(
                                "t",
                                "<b:intermediateCatchEvent id=\"t\"><b:timerEventDefinition/></b:intermediateCatchEvent>")),
                arguments(
                        "loop-empty",
                        "t",
                        through("t", "<b:userTask id=\"t\"><b:multiInstanceLoopCharacteristics/></b:userTask>")),
                arguments(
                        "loop-no-element",
                        "t",
                        through(
                                "t",
                                "<b:userTask id=\"t\"><b:multiInstanceLoopCharacteristics c:collection=\"${a}\"/></b:userTask>")),
                arguments(
                        "loop-not-supported",
                        "t",
                        through("t", "<b:userTask id=\"t\"><b:standardLoopCharacteristics/></b:userTask>")),
                arguments("no-effect", "c", process("").replace("<b:process", "<b:choreography id=\"c\"/><b:process")),
                arguments("no-effect", "g", process("").replace("<b:process", "<b:globalTask id=\"g\"/><b:process")),
                arguments(
                        "no-effect",
                        "talk",
                        process("")
                                .replace(
                                        "<b:process",
                                        "<b:collaboration id=\"c\"><b:conversation id=\"talk\"/></b:collaboration><b:process")),
                arguments("no-effect", "q", process("").replace("<b:process", "<b:process id=\"q\"/><b:process")),
                arguments(
                        "no-effect",
                        "t",
                        through(
                                "t",
                                "<b:intermediateCatchEvent id=\"t\"><b:messageEventDefinition/><b:timerEventDefinition/></b:intermediateCatchEvent>")),
                arguments("no-effect", "t", through("t", "<b:receiveTask id=\"t\" instantiate=\"true\"/>")),
                arguments("no-effect", "t", through("t", "<b:userTask id=\"t\" completionQuantity=\"2\"/>")),
                arguments("no-effect", "t", through("t", "<b:userTask id=\"t\"><b:ioSpecification/></b:userTask>")),
                arguments("no-effect", "t", through("t", "<b:userTask id=\"t\"><b:performer/></b:userTask>")),
                arguments("no-effect", "t", through("t", "<b:task id=\"t\"><b:potentialOwner/></b:task>")),
                arguments("no-effect", "t", repeated("<b:loopDataOutputRef>x</b:loopDataOutputRef>", "")),
                arguments("no-effect", "t", repeated("", " behavior=\"One\"")),
                arguments("no-effect", "d", process("<b:dataObjectReference id=\"d\"/>")),
                arguments("no-effect", "d", process("<b:dataStoreReference id=\"d\"/>")),
                arguments(
                        "no-effect",
                        "t",
                        through(
                                "t",
                                "<b:userTask id=\"t\"><b:extensionElements><x:job xmlns:x=\"urn:x\"/></b:extensionElements></b:userTask>")),
                arguments("no-effect", "t", through("t", "<b:userTask id=\"t\" x:who=\"a\" xmlns:x=\"urn:x\"/>")),
                arguments("not-drawn", "p", process("")),
                arguments(
                        "not-drawn",
                        "t",
                        through("t", "<b:userTask id=\"t\"/>").replace("<di:BPMNShape bpmnElement=\"t\"/>", "")));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("bad")
    void whatIsWrongIsNamedWithItsPlace(String rule, String where, String xml) {
        assertThat(check(xml)).extracting(Finding::rule, Finding::where).contains(tuple(rule, where));
    }

    @Test
    void whatRunsIsNotSaidToHaveNoEffect() {
        assertThat(
                        check(
                                through(
                                        "t",
                                        "<b:userTask id=\"t\" startQuantity=\"1\" instantiate=\"false\"><b:extensionElements><c:properties/></b:extensionElements>"
                                                + "<b:potentialOwner/><b:multiInstanceLoopCharacteristics behavior=\"All\"/></b:userTask>")))
                .extracting(Finding::rule)
                .doesNotContain("no-effect");
    }

    @Test
    void everyMessageIsASentence() {
        assertThat(bad().flatMap(a -> check(String.valueOf(a.get()[2])).stream()))
                .extracting(Finding::message)
                .allSatisfy(message -> assertThat(message).matches("(?s)[A-Z'].*[.?]"));
    }

    @Test
    void everythingIsSaidAtOnceErrorsFirst() {
        List<Finding> findings = check(file("""
                <b:process id="p" isExecutable="true">
                <b:startEvent id="start"/>
                <b:serviceTask id="a" c:type="external" c:topic="test.smal"/>
                <b:scriptTask id="b"/>
                <b:sequenceFlow id="f" sourceRef="start" targetRef="a"/>
                </b:process>"""));
        assertThat(findings)
                .extracting(Finding::rule)
                .contains(
                        "unknown-operation", "script", "not-connected", "no-end-event", "no-time-to-live", "dead-end");
        assertThat(findings).extracting(Finding::severity).isSorted();
    }

    @Test
    void aForeignWorkerMayServeATopicThatIsNotOurs() {
        assertThat(check(step(
                        "billing.charge", properties("signalbox.external", "true") + inputs(input("any", "thing")))))
                .isEmpty();
    }

    @Test
    void whatIsMisspelledIsGuessed() {
        assertThat(check(step("test.smal", "")).getFirst().message()).contains("Did you mean 'test.small'?");
    }

    @Test
    void aCycleIsShownAsAWay() {
        assertThat(check(through("t", "<b:callActivity id=\"t\" name=\"Go\" calledElement=\"calls-p\"/>"))
                        .getFirst()
                        .message())
                .isEqualTo("'Go' calls in a circle: p → calls-p → p. Remove one of the calls.");
    }

    @Test
    void aDiagramGivesWhatARunNeeds() {
        Diagram diagram = Bpmn.read(file("""
                <b:process id="p" name="My  runbook" isExecutable="true">
                <b:documentation>What it does.</b:documentation>
                <b:extensionElements><c:properties><c:property name="output.url" value="${a.url}"/></c:properties></b:extensionElements>
                <b:startEvent id="start"><b:extensionElements><c:formData>
                <c:formField id="b" type="string"><c:properties><c:property id="suggest" value="labels"/></c:properties></c:formField>
                <c:formField id="a" label="A" type="enum" defaultValue="x"><c:properties><c:property id="help" value="H"/></c:properties>
                <c:value id="x" name="X"/><c:validation><c:constraint name="required"/></c:validation></c:formField>
                </c:formData></b:extensionElements></b:startEvent>
                <b:subProcess id="sub"><b:multiInstanceLoopCharacteristics c:collection="${x}"/>
                <b:serviceTask id="s" name="Do it" c:type="external" c:topic="test.small"><b:extensionElements>
                <c:inputOutput><c:inputParameter name="text">${a}</c:inputParameter></c:inputOutput>
                <c:properties><c:property name="retry.attempts" value="2"/></c:properties>
                </b:extensionElements></b:serviceTask></b:subProcess>
                <b:callActivity id="c" calledElement="other"/>
                <b:boundaryEvent id="e" attachedToRef="c"/>
                <b:sequenceFlow id="f" name="yes" sourceRef="start" targetRef="sub"/>
                </b:process>"""));
        Diagram.Process process = diagram.process().orElseThrow();
        assertThat(process.name()).isEqualTo("My runbook");
        assertThat(process.documentation()).isEqualTo("What it does.");
        assertThat(process.properties()).isEqualTo(Map.of("output.url", "${a.url}"));
        assertThat(process.inputs())
                .containsExactly(
                        new InputField(
                                "b",
                                "b",
                                "",
                                InputField.Type.STRING,
                                false,
                                null,
                                null,
                                null,
                                null,
                                InputField.Suggest.LABELS,
                                List.of()),
                        new InputField(
                                "a",
                                "A",
                                "H",
                                InputField.Type.ENUM,
                                true,
                                "x",
                                null,
                                null,
                                null,
                                null,
                                List.of(new InputField.Option("x", "X"))));
        Element step = diagram.element("s").orElseThrow();
        assertThat(step.topic()).isEqualTo("test.small");
        assertThat(step.name()).isEqualTo("Do it");
        assertThat(step.properties()).containsEntry("retry.attempts", "2");
        assertThat(step.inputs()).containsExactly(new Parameter("text", "${a}"));
        assertThat(step.inputs().getFirst().literal()).isFalse();
        assertThat(step.parent().orElseThrow().multiInstance()).isTrue();
        assertThat(diagram.element("c").orElseThrow().calls()).isEqualTo("other");
        assertThat(diagram.element("e").orElseThrow().attachedTo()).isEqualTo("c");
        assertThat(process.flows()).extracting(Diagram.Flow::target).containsExactly("sub");
    }

    private static String constraint(String type, String name, String config) {
        return "<c:formField id=\"a\" type=\"%s\"><c:validation><c:constraint name=\"%s\" config=\"%s\"/></c:validation></c:formField>"
                .formatted(type, name, config);
    }

    private static String suggesting(String type, String what) {
        return "<c:formField id=\"a\" type=\"%s\"><c:properties><c:property id=\"suggest\" value=\"%s\"/></c:properties></c:formField>"
                .formatted(type, what);
    }

    private static String repeated(String inside, String more) {
        return through(
                "t",
                "<b:userTask id=\"t\"><b:multiInstanceLoopCharacteristics c:collection=\"${a}\"" + more + ">" + inside
                        + "</b:multiInstanceLoopCharacteristics></b:userTask>");
    }

    private static String gateway(String attributes) {
        return process("""
                <b:exclusiveGateway id="t"%s/>
                <b:sequenceFlow id="f1" sourceRef="start" targetRef="t"/>
                <b:sequenceFlow id="f2" sourceRef="t" targetRef="end"/>
                <b:sequenceFlow id="f3" sourceRef="t" targetRef="start"/>""".formatted(attributes));
    }

    private static List<Finding> check(String xml) {
        return RULES.check(
                Bpmn.read(xml),
                CATALOGUE,
                key -> key.equals("calls-p")
                        ? Optional.of(Bpmn.read(through("x", "<b:callActivity id=\"x\" calledElement=\"p\"/>")
                                .replace("<b:process id=\"p\"", "<b:process id=\"calls-p\"")))
                        : Optional.empty());
    }
}
