package io.signalbox.engine.camunda;

import io.signalbox.engine.Finding;
import io.signalbox.engine.Rejected;
import io.signalbox.engine.runbook.Diagram;
import io.signalbox.engine.runbook.DiagramRules;
import io.signalbox.engine.runbook.Runbook;
import io.signalbox.engine.runbook.RunbookVersions;
import io.signalbox.engine.runbook.Runbooks;
import io.signalbox.engine.runbook.StartInputs;
import io.signalbox.engine.undo.Rollback;
import io.signalbox.sdk.describe.Catalogue;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The library of runbooks, as deployed in Camunda. */
final class CamundaRunbooks implements Runbooks, RunbookVersions {

    private final RepositoryService repository;
    private final JdbcClient db;
    private final DiagramParser parser;
    private final DiagramRules rules;
    private final Catalogue catalogue;
    private final long largestDiagram;
    /** Definitions never change, so what was read of one stays true. */
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(
            ProcessDefinition definition,
            String name,
            String documentation,
            List<io.signalbox.engine.runbook.InputField> inputs,
            Deployment deployment) {}

    CamundaRunbooks(
            ProcessEngine engine,
            JdbcClient db,
            DiagramParser parser,
            DiagramRules rules,
            Catalogue catalogue,
            long largestDiagram) {
        this.db = db;
        this.repository = engine.getRepositoryService();
        this.parser = parser;
        this.rules = rules;
        this.catalogue = catalogue;
        this.largestDiagram = largestDiagram;
    }

    @Override
    public List<Runbook> list() {
        return db
                .sql(
                        "select id_ from act_re_procdef p where key_ <> :own"
                                + " and version_ = (select max(l.version_) from act_re_procdef l where l.key_ = p.key_) order by key_")
                .param("own", Rollback.RUNBOOK)
                .query((rs, _) -> rs.getString(1))
                .list()
                .stream()
                .map(id -> runbook(definition(id), true))
                .toList();
    }

    @Override
    public Runbook latest(String key) {
        return find(key, null).runbook();
    }

    @Override
    public Runbook version(String key, int version) {
        return find(key, version).runbook();
    }

    @Override
    public List<Runbook> versions(String key) {
        List<String> all = db.sql("select id_ from act_re_procdef where key_ = :key order by version_ desc")
                .param("key", key)
                .query((rs, _) -> rs.getString(1))
                .list();
        if (all.isEmpty()) {
            throw notFound(key);
        }
        return all.stream()
                .map(id -> runbook(definition(id), id.equals(all.getFirst())))
                .toList();
    }

    @Override
    public String diagram(String key, int version) {
        return Diagram.text(bytes(definition(key, version)));
    }

    @Override
    public boolean isLatest(String key, byte[] bpmn) {
        return db.sql("select b.bytes_ from act_re_procdef p join act_ge_bytearray b"
                        + " on b.deployment_id_ = p.deployment_id_ and b.name_ = p.resource_name_"
                        + " where p.key_ = :key order by p.version_ desc limit 1")
                .param("key", key)
                .query((rs, _) -> Arrays.equals(rs.getBytes(1), bpmn))
                .optional()
                .orElse(false);
    }

    @Override
    public Map<String, Object> inputSchema(Runbook runbook) {
        return StartInputs.schema(runbook);
    }

    @Override
    public Version find(String key, @Nullable Integer version) {
        Latest latest = latestOf(key).orElseThrow(() -> notFound(key));
        if (version == null || version == latest.version()) {
            return new Version(runbook(definition(latest.id()), true), latest.id());
        }
        ProcessDefinition wanted = definition(key, version);
        return new Version(runbook(wanted, false), wanted.getId());
    }

    private record Latest(String id, int version) {}

    /** By statements of our own: Camunda's query reads the model of what it finds, and each start asks. */
    private Optional<Latest> latestOf(String key) {
        return db.sql("select id_, version_ from act_re_procdef where key_ = :key order by version_ desc limit 1")
                .param("key", key)
                .query((rs, _) -> new Latest(rs.getString("id_"), rs.getInt("version_")))
                .optional();
    }

    private Optional<ProcessDefinition> latestDefinition(String key) {
        return latestOf(key).map(latest -> definition(latest.id()));
    }

    private ProcessDefinition definition(String id) {
        Known read = known.get(id);
        return read == null ? repository.getProcessDefinition(id) : read.definition();
    }

    private ProcessDefinition definition(String key, int version) {
        return db.sql("select id_ from act_re_procdef where key_ = :key and version_ = :version")
                .param("key", key)
                .param("version", version)
                .query(String.class)
                .optional()
                .map(this::definition)
                .orElseThrow(() -> latestOf(key).isEmpty()
                        ? notFound(key)
                        : new Rejected(
                                Rejected.Kind.NOT_FOUND,
                                "VERSION_NOT_FOUND",
                                "Runbook " + key + " has no version " + version + "."));
    }

    private static Rejected notFound(String key) {
        return new Rejected(Rejected.Kind.NOT_FOUND, "RUNBOOK_NOT_FOUND", "There is no runbook " + key + ".");
    }

    @Override
    public List<Finding> validate(byte[] bpmn) {
        return findings(bpmn, Diagram.read(bpmn, largestDiagram));
    }

    private List<Finding> findings(byte[] bpmn, Diagram diagram) {
        List<Finding> findings = rules.check(diagram, catalogue, this::deployed);
        return hasErrors(findings) ? findings : parser.parse(bpmn, findings);
    }

    private Optional<Diagram> deployed(String key) {
        return latestDefinition(key).map(definition -> Diagram.read(bytes(definition), Long.MAX_VALUE));
    }

    private static boolean hasErrors(List<Finding> findings) {
        return findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
    }

    @Override
    public synchronized Deployed deploy(byte[] bpmn, String actor) {
        if (bpmn.length > largestDiagram) {
            throw new Rejected(
                    Rejected.Kind.TOO_LARGE,
                    "DIAGRAM_TOO_LARGE",
                    "The diagram has " + bpmn.length + " bytes; at most " + largestDiagram + " are accepted.");
        }
        Diagram diagram = Diagram.read(bpmn, largestDiagram);
        Optional<ProcessDefinition> latest = diagram.process().flatMap(process -> latestDefinition(process.id()));
        boolean unchanged = latest.isPresent() && Arrays.equals(bytes(latest.get()), bpmn);
        // Camunda has read what is deployed.
        List<Finding> findings = unchanged ? rules.check(diagram, catalogue, this::deployed) : findings(bpmn, diagram);
        Diagram.Process process = diagram.process().orElse(null);
        if (hasErrors(findings) || process == null) {
            long errors = findings.stream()
                    .filter(f -> f.severity() == Finding.Severity.ERROR)
                    .count();
            throw new Rejected(
                    Rejected.Kind.INVALID,
                    "RUNBOOK_INVALID",
                    errors == 1
                            ? "The diagram has one error; nothing was deployed."
                            : "The diagram has " + errors + " errors; nothing was deployed.",
                    findings);
        }
        if (unchanged) {
            return new Deployed(runbook(latest.get(), true), false, findings);
        }
        repository
                .createDeployment()
                .name(process.id())
                .source(actor)
                .addInputStream(process.id() + ".bpmn", new java.io.ByteArrayInputStream(bpmn))
                .deploy();
        return new Deployed(latest(process.id()), true, findings);
    }

    private byte[] bytes(ProcessDefinition definition) {
        try (InputStream in = repository.getProcessModel(definition.getId())) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the diagram of " + definition.getId(), e);
        }
    }

    private Runbook runbook(ProcessDefinition definition, boolean latest) {
        Known read = known.computeIfAbsent(definition.getId(), _ -> read((ProcessDefinitionEntity) definition));
        return new Runbook(
                definition.getKey(),
                definition.getVersion(),
                read.name(),
                read.documentation(),
                read.inputs(),
                read.deployment().getDeploymentTime().toInstant(),
                Optional.ofNullable(read.deployment().getSource()).orElse("unknown"),
                latest);
    }

    private Known read(ProcessDefinitionEntity definition) {
        Diagram.Process process = Diagram.read(bytes(definition), Long.MAX_VALUE)
                .process()
                .orElseThrow(() -> new IllegalStateException(
                        "The deployed diagram of " + definition.getId() + " has no process any more"));
        return new Known(
                definition,
                process.name(),
                process.documentation(),
                process.inputs(),
                repository
                        .createDeploymentQuery()
                        .deploymentId(definition.getDeploymentId())
                        .singleResult());
    }
}
