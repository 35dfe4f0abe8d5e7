package io.signalbox.engine.camunda;

import io.signalbox.engine.runbook.ExpressionMethods;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.jspecify.annotations.Nullable;

import java.beans.FeatureDescriptor;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;

/** The methods that an expression may call: harmless ones of texts, numbers, lists and maps. Reads no properties of objects. */
final class PlainMethods extends ELResolver {

    private final BeanELResolver methods = new BeanELResolver(true);

    @Override
    public @Nullable Object invoke(
            ELContext context,
            @Nullable Object base,
            @Nullable Object method,
            Class<?> @Nullable [] types,
            @Nullable Object @Nullable [] arguments) {
        boolean plain = base instanceof CharSequence
                || base instanceof Number
                || base instanceof Boolean
                || base instanceof Collection
                || base instanceof Map;
        if (!plain || method == null || !ExpressionMethods.ALLOWED.contains(method.toString())) {
            return null;
        }
        return methods.invoke(context, base, method, types, arguments);
    }

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
        return null;
    }

    @Override
    public @Nullable Class<?> getType(ELContext context, @Nullable Object base, @Nullable Object property) {
        return null;
    }

    @Override
    public void setValue(ELContext context, @Nullable Object base, @Nullable Object property, @Nullable Object value) {
        // nothing here can be assigned; the expression fails because nobody did
    }

    @Override
    public boolean isReadOnly(ELContext context, @Nullable Object base, @Nullable Object property) {
        return true;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
        return Object.class;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
        return Collections.emptyIterator();
    }
}
