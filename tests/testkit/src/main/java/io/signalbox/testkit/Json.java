package io.signalbox.testkit;

import tools.jackson.databind.json.JsonMapper;

/** The way through the database, as the engine goes it: what an operation returns comes back to it as JSON that was read again. */
final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static String write(Record value) {
        return MAPPER.writeValueAsString(value);
    }

    static <T extends Record> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }
}
