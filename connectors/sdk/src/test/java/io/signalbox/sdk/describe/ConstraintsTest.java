package io.signalbox.sdk.describe;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sdk.Field;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class ConstraintsTest {

    record Constrained(
            @Field(label = "Name") @Size(min = 2, max = 20) @Pattern(regexp = "[a-z]+")
            String name,

            @Field(label = "Text") @NotBlank String text,
            @Field(label = "Port") @Min(1) @Max(65535) int port,

            @Field(label = "Share") @Positive @DecimalMax("1.5")
            double share,

            @Field(label = "Hosts") @Size(min = 1, max = 9) List<@NotBlank String> hosts,
            @Field(label = "Steps") @NotEmpty List<@Min(3) Integer> steps,
            @Field(label = "Ports") Map<String, @Max(7) Long> ports) {}

    @Test
    void constraintsAreReadWhereTheyStand() {
        List<String> problems = new ArrayList<>();

        List<FieldDescriptor> fields = new RecordReader(problems).read(Constrained.class, "test");

        assertThat(problems).isEmpty();
        assertThat(fields)
                .extracting(FieldDescriptor::type)
                .containsExactly(
                        new FieldType.Text(2, 20, "[a-z]+"),
                        new FieldType.Text(1, Integer.MAX_VALUE, ""),
                        new FieldType.Whole(1, 65535),
                        new FieldType.Decimal(Double.MIN_VALUE, 1.5),
                        new FieldType.ListOf(new FieldType.Text(1, Integer.MAX_VALUE, ""), 1, 9),
                        new FieldType.ListOf(new FieldType.Whole(3, Integer.MAX_VALUE), 1, Integer.MAX_VALUE),
                        new FieldType.MapOf(new FieldType.Whole(Long.MIN_VALUE, 7)));
    }
}
