package io.signalbox.engine.runbook;

/** Forms can be shown, and what is filled in can be checked. */
final class FormRule implements DiagramRules.Rule {

    @Override
    public void check(Diagram diagram, Report report) {
        for (Diagram.Process process : diagram.judged()) {
            for (Element element : process.elements()) {
                // Reading is checking.
                new FormReader(element, report).fields();
                if (element.type().equals("startEvent")
                        && !(element.xml().text("camunda:formKey")
                                        + element.xml().text("camunda:formRef"))
                                .isEmpty()) {
                    report.warning(
                            "form-elsewhere",
                            element.where(),
                            element.shown()
                                    + " names a form kept elsewhere, which is not used. Write the inputs as camunda:formData.");
                }
            }
        }
    }
}
