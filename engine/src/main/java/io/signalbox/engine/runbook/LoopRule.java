package io.signalbox.engine.runbook;

/** What runs several times says how often. */
final class LoopRule implements DiagramRules.Rule {

    @Override
    public void check(Diagram diagram, Report report) {
        for (Diagram.Process process : diagram.judged()) {
            for (Element element : process.elements()) {
                element.xml()
                        .children("bpmn:multiInstanceLoopCharacteristics")
                        .forEach(loop -> check(element, loop, report));
                element.xml()
                        .children("bpmn:standardLoopCharacteristics")
                        .forEach(
                                loop -> report.error(
                                        "loop-not-supported",
                                        element.where(),
                                        element.shown()
                                                + " is a loop, which the engine would pass over. Use a gateway that leads back."));
            }
        }
    }

    private static void check(Element element, Xml loop, Report report) {
        boolean collection = !loop.text("camunda:collection").isEmpty()
                || loop.child("bpmn:loopDataInputRef")
                        .filter(x -> !x.text().isEmpty())
                        .isPresent();
        boolean count = loop.child("bpmn:loopCardinality")
                .filter(x -> !x.text().isEmpty())
                .isPresent();
        if (!collection && !count) {
            report.error(
                    "loop-empty",
                    element.where(),
                    element.shown()
                            + " runs several times but does not say for what. Set camunda:collection or a loop cardinality.");
        }
        if (collection
                && loop.text("camunda:elementVariable").isEmpty()
                && loop.child("bpmn:inputDataItem").isEmpty()) {
            report.warning(
                    "loop-no-element",
                    element.where(),
                    element.shown()
                            + " has a collection but no camunda:elementVariable, so its steps cannot tell which element they are for.");
        }
    }
}
