package io.signalbox.engine.camunda;

import io.signalbox.engine.secret.SecretRef;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.impl.juel.jakarta.el.ArrayELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ListELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;
import org.jspecify.annotations.Nullable;

import java.beans.FeatureDescriptor;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What expressions see: variables, {@code run} and {@code secrets}, and of texts, numbers, lists and maps the methods of {@link PlainMethods}. No
 * beans, no classes, no way into the engine.
 */
final class RunExpressions extends JuelExpressionManager {

    private final Function<String, Map<String, Object>> runFacts;

    /** @param runFacts what {@code ${run.…}} gives, by run id; asked only when an expression names it */
    RunExpressions(Function<String, Map<String, Object>> runFacts) {
        super(Map.of());
        this.runFacts = runFacts;
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver all = new CompositeELResolver();
        all.add(new Names());
        all.add(new VariableScopeElResolver());
        all.add(new VariableContextElResolver());
        all.add(new ArrayELResolver(true));
        all.add(new ListELResolver(true));
        all.add(new MapELResolver(true));
        all.add(new PlainMethods());
        return all;
    }

    /** Stands for all secrets in an expression; its properties are names, not values. */
    private record SecretNames() {}

    private final class Names extends ELResolver {

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
            if (base instanceof SecretNames && property != null) {
                context.setPropertyResolved(true);
                return new SecretRef(property.toString());
            }
            if (base == null && "secrets".equals(property)) {
                context.setPropertyResolved(true);
                return new SecretNames();
            }
            if (base == null
                    && "run".equals(property)
                    && context.getContext(VariableScope.class) instanceof ExecutionEntity execution) {
                context.setPropertyResolved(true);
                return runFacts.apply(execution.getProcessInstanceId());
            }
            return null;
        }

        @Override
        public Class<?> getType(ELContext context, Object base, Object property) {
            return Object.class;
        }

        @Override
        public void setValue(ELContext context, Object base, Object property, Object value) {
            // nothing here can be assigned; other resolvers decide
        }

        @Override
        public boolean isReadOnly(ELContext context, Object base, Object property) {
            return true;
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, Object base) {
            return Object.class;
        }

        @Override
        public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
            return Collections.<FeatureDescriptor>emptyIterator();
        }

        @Override
        public String toString() {
            return List.of("run", "secrets").toString();
        }
    }
}
