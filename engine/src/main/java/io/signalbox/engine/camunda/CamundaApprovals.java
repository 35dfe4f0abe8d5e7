package io.signalbox.engine.camunda;

import io.signalbox.engine.Cursor;
import io.signalbox.engine.Page;
import io.signalbox.engine.Rejected;
import io.signalbox.engine.approval.Approval;
import io.signalbox.engine.approval.Approvals;
import io.signalbox.engine.commit.GroupCommit;
import io.signalbox.engine.event.RunSignals;
import io.signalbox.engine.run.RunStore;
import io.signalbox.engine.run.RunTree;
import io.signalbox.engine.runbook.StartInputs;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Approvals are Camunda's user tasks. */
final class CamundaApprovals implements Approvals {

    private final ProcessEngine engine;
    private final CommandExecutor camunda;
    /** Camunda reads piece by piece, and cannot do with one that has been deleted meanwhile. */
    private final TransactionTemplate oneMoment;

    private final GroupCommit commits;
    private final RunStore runs;
    private final RunTree tree;
    private final RunSignals signals;

    CamundaApprovals(
            ProcessEngine engine,
            CommandExecutor camunda,
            PlatformTransactionManager transactions,
            GroupCommit commits,
            RunStore runs,
            RunTree tree,
            RunSignals signals) {
        this.engine = engine;
        this.camunda = camunda;
        this.oneMoment = new TransactionTemplate(transactions);
        oneMoment.setReadOnly(true);
        // On H2 nothing less is one moment for all tables; PostgreSQL asks no more of this than of repeatable reads,
        // since nobody else uses it.
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
        this.commits = commits;
        this.runs = runs;
        this.tree = tree;
        this.signals = signals;
    }

    @Override
    public Page<Approval> open(@Nullable String cursor, int limit) {
        Cursor last = cursor == null ? null : Cursor.read(cursor);
        return atOneMoment(() -> page(last, limit));
    }

    /** In one command, which knows the tasks that it has read once. */
    private <T> T atOneMoment(Supplier<T> read) {
        return oneMoment.execute(_ -> camunda.execute(_ -> read.get()));
    }

    private Page<Approval> page(@Nullable Cursor after, int limit) {
        List<Task> found = after(after, limit + 1);
        if (found.size() <= limit) {
            return new Page<>(found.stream().map(this::approval).toList(), null);
        }
        Task last = found.get(limit - 1);
        return new Page<>(
                found.stream().limit(limit).map(this::approval).toList(),
                new Cursor(last.getCreateTime().toInstant(), last.getId()).text());
    }

    /** Camunda asks by time alone; what was made in the same millisecond as the last one may have been told already. */
    private List<Task> after(@Nullable Cursor last, int many) {
        TaskQuery query = tasks().createTaskQuery()
                .active()
                .orderByTaskCreateTime()
                .asc()
                .orderByTaskId()
                .asc();
        if (last == null) {
            return query.listPage(0, many);
        }
        query.taskCreatedAfter(Date.from(last.at().minusMillis(1)));
        List<Task> found = new ArrayList<>();
        for (int from = 0; found.size() < many; from += many) {
            List<Task> some = query.listPage(from, many);
            some.stream()
                    .filter(task -> isAfter(task, last))
                    .limit(many - found.size())
                    .forEach(found::add);
            if (some.size() < many) {
                break;
            }
        }
        return found;
    }

    private static boolean isAfter(Task task, Cursor last) {
        int order = task.getCreateTime().toInstant().compareTo(last.at());
        return order > 0 || (order == 0 && task.getId().compareTo(last.id()) > 0);
    }

    @Override
    public Approval get(String id) {
        return atOneMoment(() -> approval(task(id)));
    }

    @Override
    public void decide(String id, Decision decision) {
        Approval approval = get(id);
        Map<String, Object> outcome = new LinkedHashMap<>();
        StartInputs.bind(approval.fields(), decision.fields()).forEach((name, value) -> {
            if (value != null) {
                outcome.put(name, value);
            }
        });
        outcome.put("decision", decision.approved() ? "approve" : "reject");
        outcome.put("approved", decision.approved());
        outcome.put("by", decision.actor());
        String comment = decision.comment();
        if (comment != null) {
            outcome.put("comment", comment);
        }
        String rootId = tree.rootOf(approval.runId()).orElseThrow(() -> gone(id));
        commits.alone("Decision of an approval", () -> {
            tree.lock(rootId);
            task(id);
            String what = (decision.approved() ? "Approved: " : "Rejected: ") + approval.name();
            runs.act(approval.runId(), rootId, null, what, comment, decision.actor());
            tasks().complete(
                            id,
                            Map.of(
                                    approval.elementId(),
                                    Variables.objectValue(outcome).create()));
            signals.changed(rootId);
            return true;
        });
    }

    private Task task(String id) {
        Task task = tasks().createTaskQuery().taskId(id).active().singleResult();
        if (task == null) {
            throw gone(id);
        }
        return task;
    }

    private static Rejected gone(String id) {
        return new Rejected(
                Rejected.Kind.NOT_FOUND,
                "APPROVAL_NOT_FOUND",
                "There is no approval " + id + " that waits; it may have been decided.");
    }

    private TaskService tasks() {
        return engine.getTaskService();
    }

    private Approval approval(Task task) {
        List<String> users = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (IdentityLink link : tasks().getIdentityLinksForTask(task.getId())) {
            if (link.getType().equals(IdentityLinkType.OWNER)) {
                continue;
            }
            if (link.getUserId() != null) {
                users.add(link.getUserId());
            }
            if (link.getGroupId() != null) {
                groups.add(link.getGroupId());
            }
        }
        String element = task.getTaskDefinitionKey();
        return new Approval(
                task.getId(),
                task.getProcessInstanceId(),
                element,
                task.getName() == null ? element : task.getName(),
                task.getDescription(),
                task.getCreateTime().toInstant(),
                instant(task.getDueDate()),
                users,
                groups,
                TaskFields.of(engine.getFormService().getTaskFormData(task.getId())));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
