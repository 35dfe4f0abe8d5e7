package io.signalbox.engine.camunda;

import org.camunda.bpm.engine.impl.variable.serializer.PrimitiveValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.ValueFields;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.impl.value.UntypedValueImpl;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.camunda.bpm.engine.variable.value.StringValue;
import org.camunda.bpm.engine.variable.value.TypedValue;

import java.nio.charset.StandardCharsets;

/** Keeps texts that do not fit into Camunda's text column in a row beside it. */
final class LongTextSerializer extends PrimitiveValueSerializer<StringValue> {

    /** The width of Camunda's text column. */
    private static final int INLINE = 4000;

    private final long largest;

    LongTextSerializer(long largest) {
        super(ValueType.STRING);
        this.largest = largest;
    }

    @Override
    public String getName() {
        return "signalbox-text";
    }

    @Override
    protected boolean canWriteValue(TypedValue value) {
        return value != null && value.getValue() instanceof String text && text.length() > INLINE;
    }

    @Override
    public StringValue convertToTypedValue(UntypedValueImpl value) {
        return Variables.stringValue(String.valueOf(value.getValue()), value.isTransient());
    }

    @Override
    public StringValue readValue(ValueFields fields, boolean asTransientValue) {
        return Variables.stringValue(new String(fields.getByteArrayValue(), StandardCharsets.UTF_8), asTransientValue);
    }

    @Override
    public void writeValue(StringValue value, ValueFields fields) {
        byte[] text = value.getValue().getBytes(StandardCharsets.UTF_8);
        VariableSize.check(fields.getName(), text.length, largest);
        fields.setByteArrayValue(text);
    }
}
