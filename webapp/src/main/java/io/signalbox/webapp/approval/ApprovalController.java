package io.signalbox.webapp.approval;

import io.signalbox.engine.Page;
import io.signalbox.engine.approval.Approval;
import io.signalbox.engine.approval.Approvals;
import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.Runs;
import io.signalbox.engine.runbook.InputField;
import io.signalbox.webapp.problem.Refused;
import io.signalbox.webapp.request.JsonBody;
import io.signalbox.webapp.request.Query;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

@RestController
@RequestMapping("/api/v1/approvals")
@Tag(name = "Approvals", description = "What runs ask people to decide.")
class ApprovalController {

    private static final int LONGEST_COMMENT = 1000;

    private final Approvals approvals;
    private final Runs runs;

    ApprovalController(Approvals approvals, Runs runs) {
        this.approvals = approvals;
        this.runs = runs;
    }

    @GetMapping
    @Operation(operationId = "listApprovals", summary = "Everything that waits for a decision, the oldest first")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
    Page<ApprovalView> list(Query query, Authentication who) {
        String cursor = query.text("cursor");
        int limit = query.limit();
        query.done();
        Page<Approval> page = approvals.open(cursor, limit);
        return new Page<>(page.items().stream().map(a -> view(a, who)).toList(), page.next());
    }

    @PostMapping(path = "/{id}/decision", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "decide", summary = "Approve or reject; the run goes on")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DecisionRequest.class)))
    ResponseEntity<Void> decide(@PathVariable String id, JsonBody body, Authentication who) {
        String decision = body.requiredText("decision", 10);
        String comment = body.text("comment", LONGEST_COMMENT);
        Map<String, Object> fields = body.object("fields");
        body.done();
        if (!decision.equals("approve") && !decision.equals("reject")) {
            throw new Refused(422, "DECISION_INVALID", "'decision' must be approve or reject, not '" + decision + "'.");
        }
        if (!may(approvals.get(id), who)) {
            throw new Refused(403, "NOT_ASKED", "This is for others to decide; see its users and groups.");
        }
        approvals.decide(
                id,
                new Approvals.Decision(
                        decision.equals("approve"), comment, fields == null ? Map.of() : fields, who.getName()));
        return ResponseEntity.noContent().build();
    }

    private ApprovalView view(Approval a, Authentication who) {
        Run run = runs.get(a.runId());
        return new ApprovalView(
                a.id(),
                a.runId(),
                run.rootId(),
                run.runbook(),
                run.version(),
                run.inputs(),
                run.startedBy(),
                run.reason(),
                a.elementId(),
                a.name(),
                a.description(),
                a.createdAt(),
                a.dueAt(),
                a.users(),
                a.groups(),
                a.fields(),
                may(a, who));
    }

    private static boolean may(Approval approval, Authentication who) {
        Set<String> roles = who.getAuthorities().stream()
                .map(a -> String.valueOf(a.getAuthority()))
                .filter(a -> a.startsWith("ROLE_"))
                .map(a -> a.substring("ROLE_".length()).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (roles.contains("admin")) {
            return true;
        }
        if (approval.users().isEmpty() && approval.groups().isEmpty()) {
            return roles.contains("operator");
        }
        return approval.users().contains(who.getName())
                || approval.groups().stream().anyMatch(roles::contains);
    }

    /**
     * What is to be decided, with what one needs to know for it.
     *
     * @param rootId the run at the top that this one was called from, its own id if it was not called
     * @param inputs of the run
     * @param startedBy who started the run
     * @param reason why
     * @param users who may decide, by name
     * @param groups who may decide, by role in lower case; with no users and no groups, every operator may
     * @param mayDecide whether the one who asks may
     */
    record ApprovalView(
            String id,
            String runId,
            String rootId,
            String runbook,
            int version,
            Map<String, Object> inputs,
            String startedBy,
            @Nullable String reason,
            String elementId,
            String name,
            @Nullable String description,
            Instant createdAt,
            @Nullable Instant dueAt,
            List<String> users,
            List<String> groups,
            List<InputField> fields,
            boolean mayDecide) {}

    /**
     * A decision.
     *
     * @param decision {@code approve} or {@code reject}
     * @param fields what the form of the task asks for
     */
    record DecisionRequest(
            @Schema(allowableValues = {"approve", "reject"}) String decision,
            @Nullable String comment,
            @Nullable Map<String, Object> fields) {}
}
