package io.signalbox.engine.step;

import io.signalbox.engine.secret.SecretRef;
import io.signalbox.sdk.Durations;
import io.signalbox.sdk.Secret;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Records of connectors as JSON and back: durations like {@code 90s}, choices in lower case with hyphens, secrets by name only. For
 * outputs, stored inputs and checkpoints.
 */
public final class RecordJson {

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enumNamingStrategy((config, type, name) -> option(name))
            .addModule(new SimpleModule("signalbox")
                    .addSerializer(Duration.class, new DurationWriter())
                    .addDeserializer(Duration.class, new DurationReader())
                    .addSerializer(Secret.class, new SecretWriter()))
            .build();

    private RecordJson() {}

    /** The record as plain maps, lists, texts, numbers and booleans; components that are null are there with null. */
    public static Map<String, Object> toMap(Record value) {
        return MAPPER.convertValue(value, OBJECT);
    }

    /** Back from {@link #toMap}; what the record does not know is passed over. */
    public static <T> T fromMap(Class<T> type, Map<String, Object> json) {
        return MAPPER.convertValue(json, type);
    }

    public static String write(Record value) {
        return MAPPER.writeValueAsString(value);
    }

    public static <T> T read(Class<T> type, String json) {
        return MAPPER.readValue(json, type);
    }

    /** Plain JSON values: maps, lists, texts, numbers, booleans, null. */
    static Object readAny(String json) throws JacksonException {
        return MAPPER.readValue(json, Object.class);
    }

    static String option(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static final class DurationWriter extends StdSerializer<Duration> {
        private DurationWriter() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator to, SerializationContext context) {
            to.writeString(Durations.format(value));
        }
    }

    private static final class DurationReader extends StdDeserializer<Duration> {
        private DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser from, DeserializationContext context) {
            String text = from.getString();
            try {
                return Durations.parse(text);
            } catch (IllegalArgumentException e) {
                throw context.weirdStringException(text, Duration.class, e.getMessage());
            }
        }
    }

    private static final class SecretWriter extends StdSerializer<Secret> {
        private SecretWriter() {
            super(Secret.class);
        }

        @Override
        public void serialize(Secret value, JsonGenerator to, SerializationContext context) {
            to.writeStartObject();
            to.writeStringProperty(SecretRef.KEY, value.name());
            to.writeEndObject();
        }
    }
}
