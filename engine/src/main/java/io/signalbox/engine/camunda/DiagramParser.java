package io.signalbox.engine.camunda;

import io.signalbox.engine.Finding;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.bpmn.deployer.BpmnDeployer;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has Camunda read a diagram without deploying it. */
final class DiagramParser {

    private final ProcessEngineConfigurationImpl engine;

    DiagramParser(ProcessEngineConfigurationImpl engine) {
        this.engine = engine;
    }

    /** Adds to the findings what Camunda finds wrong. */
    List<Finding> parse(byte[] bpmn, List<Finding> soFar) {
        List<Finding> findings = new ArrayList<>();
        try {
            engine.getCommandExecutorTxRequired()
                    .execute(_ -> engine.getDeployers().stream()
                            .filter(BpmnDeployer.class::isInstance)
                            .map(deployer -> ((BpmnDeployer) deployer)
                                    .getBpmnParser()
                                    .createParse()
                                    .sourceInputStream(new ByteArrayInputStream(bpmn))
                                    .deployment(new DeploymentEntity())
                                    .name("diagram.bpmn")
                                    .execute())
                            .count());
        } catch (ParseException e) {
            e.getResorceReports().forEach(report -> report.getErrors().forEach(p -> findings.add(finding(p))));
        } catch (ProcessEngineException e) {
            findings.add(Finding.error("not-executable", "", Causes.sentence(e)));
        }
        findings.addAll(soFar);
        return List.copyOf(findings);
    }

    private static Finding finding(Problem problem) {
        return Finding.error(
                "not-executable",
                Optional.ofNullable(problem.getMainElementId()).orElse(problem.getLine() + ":" + problem.getColumn()),
                problem.getMessage());
    }
}
