package io.signalbox.engine.camunda;

import io.signalbox.engine.Json;
import org.camunda.bpm.engine.impl.variable.serializer.AbstractObjectValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.ValueFields;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps maps and lists as JSON: in the variable's own row while they are short, in a row beside it when they are long. */
final class JsonSerializer extends AbstractObjectValueSerializer {

    private static final String FORMAT = "application/json";
    /** The width of Camunda's text column. */
    private static final int INLINE = 4000;

    private final long largest;

    JsonSerializer(long largest) {
        super(FORMAT);
        this.largest = largest;
    }

    @Override
    public String getName() {
        return "signalbox-json";
    }

    @Override
    protected boolean canSerializeValue(Object value) {
        return value instanceof Map || value instanceof List;
    }

    @Override
    protected void writeToValueFields(ObjectValue value, ValueFields fields, byte[] json) {
        VariableSize.check(fields.getName(), json == null ? 0 : json.length, largest);
        fields.setTextValue2(getObjectTypeName(value, fields));
        String text = json == null ? null : new String(json, StandardCharsets.UTF_8);
        boolean inline = text == null || text.length() <= INLINE;
        fields.setTextValue(inline ? text : null);
        if (!inline || fields.getByteArrayValue() != null) {
            fields.setByteArrayValue(inline ? null : json);
        }
    }

    @Override
    protected byte @Nullable [] readSerializedValueFromFields(ValueFields fields) {
        String text = fields.getTextValue();
        return text != null ? text.getBytes(StandardCharsets.UTF_8) : fields.getByteArrayValue();
    }

    @Override
    protected String getTypeNameForDeserialized(Object value) {
        return value instanceof Map ? "java.util.LinkedHashMap" : "java.util.ArrayList";
    }

    @Override
    protected byte[] serializeToByteArray(Object value) {
        return Json.write(value).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected Object deserializeFromByteArray(byte[] json, String typeName) {
        String text = new String(json, StandardCharsets.UTF_8);
        return text.startsWith("[") ? Json.read(text, ArrayList.class) : Json.read(text, LinkedHashMap.class);
    }

    @Override
    protected boolean isSerializationTextBased() {
        return true;
    }

    /** Values are replaced, never changed in place; saying so spares a comparison of each at every flush. */
    @Override
    public boolean isMutableValue(ObjectValue value) {
        return false;
    }
}
