package io.signalbox.testkit;

import io.signalbox.sdk.describe.FieldDescriptor;
import io.signalbox.sdk.describe.FieldType;
import io.signalbox.sdk.describe.OperationDescriptor;
import org.assertj.core.api.SoftAssertions;

import java.util.List;

/** Whether people who model can understand an operation from what it says of itself. */
final class CompleteDescription {

    private CompleteDescription() {}

    static void check(OperationDescriptor operation) {
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(operation.title()).as("title").matches("[A-Z].*").doesNotEndWith(".");
            softly.assertThat(operation.summary()).as("summary").matches("(?s)[A-Z].*\\.");
            softly.assertThat(operation.timeout()).as("timeout").isPositive();
            softly.assertThat(operation.backoff()).as("backoff").isPositive();
            fields(softly, "input", operation.inputs());
            fields(softly, "output", operation.outputs());
            softly.assertThat(operation.outputs())
                    .as("secrets in the output")
                    .noneMatch(f -> f.type() instanceof FieldType.Hidden);
        });
    }

    private static void fields(SoftAssertions softly, String where, List<FieldDescriptor> fields) {
        for (FieldDescriptor field : fields) {
            String name = where + " " + field.name();
            softly.assertThat(field.label())
                    .as(name + " label")
                    .matches("[A-Z].*")
                    .doesNotEndWith(".");
            softly.assertThat(field.help()).as(name + " help").matches("(?s)[A-Z*0-9`].*\\.");
            if (field.type() instanceof FieldType.Nested nested) {
                fields(softly, name, nested.fields());
            }
        }
    }
}
