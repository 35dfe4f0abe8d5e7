package io.signalbox.engine.camunda;

import io.signalbox.engine.run.RunLifecycle;
import io.signalbox.engine.step.StepPlan;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.ErrorEndEventActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.ExternalTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.core.variable.mapping.IoMapping;
import org.camunda.bpm.engine.impl.core.variable.mapping.OutputParameter;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts our hooks into a diagram when Camunda parses it: connector steps get a {@link StepBehavior}, the process tells when it starts and ends, end
 * events what the outcome is.
 *
 * <p>The input parameters of a step are taken off the activity: {@link StepBehavior} evaluates them itself, so that they
 * become neither variables nor a reason for an execution of their own.
 */
final class TokenListener extends AbstractBpmnParseListener {

    private final Hooks hooks;

    TokenListener(Hooks hooks) {
        this.hooks = hooks;
    }

    @Override
    public void parseProcess(Element element, ProcessDefinitionEntity process) {
        Map<String, String> outputs = outputExpressions(element);
        process.addBuiltInListener(ExecutionListener.EVENTNAME_START, new RunListener.Start(hooks));
        process.addBuiltInListener(ExecutionListener.EVENTNAME_END, new RunListener.End(hooks, outputs));
    }

    @Override
    public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        if (!(activity.getActivityBehavior() instanceof ExternalTaskActivityBehavior)) {
            return;
        }
        Map<String, String> properties = properties(element);
        String topic = Optional.ofNullable(element.attributeNS(BpmnNames.CAMUNDA, "topic"))
                .orElse("");
        if (!hooks.isOperation(topic) || "true".equals(properties.get("signalbox.external"))) {
            return;
        }
        StepPlan plan = new StepPlan(
                topic,
                activity.getId(),
                name(element),
                properties.getOrDefault("resultVariable", activity.getId()),
                new StepPlan.PolicyText(
                        properties.get("retry.attempts"),
                        properties.get("retry.backoff"),
                        properties.get("retry.budget"),
                        properties.get("timeout")));
        StepBehavior behavior = new StepBehavior(plan, hooks);
        activity.setActivityBehavior(behavior);
        // Without variables of its own it needs no execution of its own; boundary events, parsed later, make it one
        // again.
        activity.setScope(false);
        activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) behavior::left);
    }

    @Override
    public void parseIoMapping(Element extensionElements, ActivityImpl activity, @Nullable IoMapping mapping) {
        if (mapping == null || !(activity.getActivityBehavior() instanceof StepBehavior behavior)) {
            return;
        }
        behavior.inputs(mapping.getInputParameters());
        List<OutputParameter> outputs = mapping.getOutputParameters();
        if (outputs.isEmpty()) {
            activity.setIoMapping(null);
            activity.setScope(false);
        } else {
            IoMapping outputsOnly = new IoMapping();
            outputs.forEach(outputsOnly::addOutputParameter);
            activity.setIoMapping(outputsOnly);
        }
    }

    @Override
    public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        if (scope instanceof ProcessDefinitionEntity) {
            boolean error = activity.getActivityBehavior() instanceof ErrorEndEventActivityBehavior;
            String name = name(element);
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, (ExecutionListener)
                    execution -> hooks.runs().reached(execution.getProcessInstanceId(), name, error));
        }
    }

    private static String name(Element element) {
        String name = element.attribute("name");
        return name == null || name.isBlank() ? element.attribute("id") : name.replaceAll("\\s+", " ");
    }

    private static Map<String, String> outputExpressions(Element process) {
        Map<String, String> outputs = new LinkedHashMap<>();
        properties(process).forEach((name, value) -> {
            if (name.startsWith("output.")) {
                outputs.put(name.substring("output.".length()), value);
            }
        });
        return outputs;
    }

    private static Map<String, String> properties(Element element) {
        Map<String, String> values = new LinkedHashMap<>();
        Element extensions = element.element("extensionElements");
        Element properties = extensions == null ? null : extensions.elementNS(BpmnNames.CAMUNDA, "properties");
        if (properties != null) {
            for (Element property : properties.elementsNS(BpmnNames.CAMUNDA, "property")) {
                String name = property.attribute("name");
                String value = property.attribute("value");
                // Editors write every property of a template; an empty one was not given.
                if (name != null && value != null && !value.isBlank()) {
                    values.put(name, value);
                }
            }
        }
        return values;
    }

    /** What a diagram's hooks call; set once the engine is whole. */
    interface Hooks {
        boolean isOperation(String topic);

        io.signalbox.engine.step.StepArrivals steps();

        RunLifecycle runs();
    }
}
