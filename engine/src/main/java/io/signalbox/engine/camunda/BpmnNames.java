package io.signalbox.engine.camunda;

import org.camunda.bpm.engine.impl.util.xml.Namespace;

/** Namespaces. */
final class BpmnNames {

    static final Namespace CAMUNDA = new Namespace("http://camunda.org/schema/1.0/bpmn", "http://activiti.org/bpmn");

    private BpmnNames() {}
}
