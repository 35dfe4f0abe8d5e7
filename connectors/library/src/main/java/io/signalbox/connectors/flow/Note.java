package io.signalbox.connectors.flow;

import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Step;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

@OperationInfo(
        id = "flow.note",
        title = "Write a note",
        summary = "Puts a line into the timeline of the run, for people who follow it or read it later.",
        effect = Effect.READ,
        keywords = {"comment", "message", "timeline"})
final class Note implements Operation<Note.Input, Note.Output> {

    record Input(
            @Field(
                    label = "Text",
                    help = "What to write; may use inputs and earlier results.",
                    example = "Canary of ${service} looks good.",
                    multiline = true)
            @NotBlank
            @Size(max = 4000)
            String text) {}

    record Output(
            @Field(label = "Text", help = "What was written.")
            String text) {}

    @Override
    public Output apply(Input input, Step step) {
        step.run().note(input.text);
        return new Output(input.text);
    }
}
