package io.signalbox.engine.step;

import io.signalbox.engine.Finding;
import io.signalbox.engine.Rejected;
import io.signalbox.engine.secret.Secrets;
import io.signalbox.sdk.Secret;
import io.signalbox.sdk.describe.OperationDescriptor;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes input records out of what a diagram, a person or storage gives. Stateless; used by many threads at once. */
public final class InputBinder {

    private final Validator validator;

    public InputBinder() {
        this.validator = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false))
                .buildValidatorFactory()
                .getValidator();
    }

    /**
     * Converts, takes defaults for what is missing or blank, resolves secrets and validates.
     *
     * @param raw values by component name: as expressions gave them, as text, or as stored JSON
     * @throws Rejected {@code INPUT_INVALID} with everything that is wrong; {@link Finding#where} is a path such as {@code ports[0]}
     */
    public Record bind(OperationDescriptor operation, Map<String, Object> raw, Secrets secrets) {
        Binding binding = new Binding(validator, secrets);
        Record record = binding.record(operation.inputRecord(), operation.inputs(), raw, Place.ROOT);
        List<Finding> findings = binding.findings();
        if (record == null || !findings.isEmpty()) {
            String first = findings.isEmpty() ? "" : findings.getFirst().message();
            throw new Rejected(
                    Rejected.Kind.INVALID,
                    "INPUT_INVALID",
                    findings.size() == 1
                            ? "The input of " + operation.id() + " is not valid. " + first
                            : "The input of " + operation.id() + " has " + findings.size() + " problems. " + first,
                    findings);
        }
        return record;
    }

    /**
     * What can be said of a step's input before it runs.
     *
     * @param literals inputs written without expressions: texts, or lists and maps of texts
     * @param given names of all inputs, with and without
     * @return unknown inputs, missing ones, and literals that do not fit; {@link Finding#where} is a path such as {@code ports[0]}
     */
    public List<Finding> check(OperationDescriptor operation, Map<String, ?> literals, Set<String> given) {
        Binding binding = new Binding(validator, name -> Optional.of(new Secret(name, "")));
        Set<String> all = new HashSet<>(given);
        all.addAll(literals.keySet());
        binding.unknown(all, operation.inputs(), Place.ROOT);
        Set<String> later = new HashSet<>(given);
        later.removeAll(literals.keySet());
        binding.values(operation.inputRecord(), operation.inputs(), literals, later, Place.ROOT);
        return binding.findings();
    }

    /** An input or output as plain JSON values, secrets as {@code {"$secret": name}}; {@link #bind} and {@link #output} read it back. */
    public Map<String, Object> toJson(Record record) {
        return RecordJson.toMap(record);
    }

    /**
     * An output that somebody writes by hand.
     *
     * @throws Rejected {@code OUTPUTS_INVALID} with everything that is wrong; {@link Finding#where} is a pointer such as {@code /outputs/ports}
     */
    public Record bindOutput(OperationDescriptor operation, Map<String, Object> raw) {
        Binding binding = new Binding(validator, name -> Optional.of(new Secret(name, "")));
        Record record = binding.record(operation.outputRecord(), operation.outputs(), raw, Place.ROOT);
        List<Finding> findings = binding.findings().stream()
                .map(f -> Finding.error(f.rule(), "/outputs/" + f.where(), f.message()))
                .toList();
        if (record == null || !findings.isEmpty()) {
            String first = findings.isEmpty() ? "" : " " + findings.getFirst().message();
            throw new Rejected(
                    Rejected.Kind.INVALID,
                    "OUTPUTS_INVALID",
                    "These are not the outputs of " + operation.id() + "." + first,
                    findings);
        }
        return record;
    }

    /** An output back from {@link #toJson}. */
    public <O> O output(Class<O> type, Map<String, Object> json) {
        return RecordJson.fromMap(type, json);
    }
}
