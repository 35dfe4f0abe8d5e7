package io.signalbox.webapp.openapi;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.lang.reflect.RecordComponent;
import java.util.Iterator;

/** Describes a component of our records as always there, unless it is {@code @Nullable}. */
@Component
final class RequiredComponents implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> resolved = chain.next().resolve(type, context, chain);
        Class<?> raw =
                TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
        Schema<?> schema = model(resolved, context);
        if (schema != null && raw.isRecord() && raw.getName().startsWith("io.signalbox.")) {
            require(raw, schema);
        }
        return resolved;
    }

    private static @Nullable Schema<?> model(@Nullable Schema<?> resolved, ModelConverterContext context) {
        if (resolved == null || resolved.get$ref() == null) {
            return resolved;
        }
        String reference = resolved.get$ref();
        return context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static void require(Class<?> type, Schema<?> schema) {
        for (RecordComponent component : type.getRecordComponents()) {
            boolean property =
                    schema.getProperties() != null && schema.getProperties().containsKey(component.getName());
            if (property && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                schema.addRequiredItem(component.getName());
            } else if (!property && component.getType().isRecord()) {
                // Its components stand among those of the record that has it.
                require(component.getType(), schema);
            }
        }
    }
}
