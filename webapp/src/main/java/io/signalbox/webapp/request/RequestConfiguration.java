package io.signalbox.webapp.request;

import io.signalbox.engine.EngineSettings;
import io.signalbox.webapp.settings.SignalboxSettings;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.util.List;
import java.util.Objects;

/** Hands bodies and queries to the controllers that ask for them. */
@Configuration(proxyBeanMethods = false)
class RequestConfiguration implements WebMvcConfigurer {

    private final DataSize body;
    private final DataSize diagram;

    RequestConfiguration(SignalboxSettings settings, EngineSettings engine) {
        this.body = settings.limits().body();
        this.diagram = engine.largestDiagram();
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(resolver(JsonBody.class, request -> JsonBody.parse(Bodies.read(request, body))));
        resolvers.add(resolver(XmlBody.class, request -> new XmlBody(Bodies.read(request, diagram))));
        resolvers.add(resolver(Query.class, request -> new Query(request.getParameterMap())));
    }

    private interface Reader {
        Object read(HttpServletRequest request) throws Exception;
    }

    private static HandlerMethodArgumentResolver resolver(Class<?> type, Reader reader) {
        return new HandlerMethodArgumentResolver() {
            @Override
            public boolean supportsParameter(MethodParameter parameter) {
                return parameter.getParameterType() == type;
            }

            @Override
            public Object resolveArgument(
                    MethodParameter parameter,
                    @Nullable ModelAndViewContainer container,
                    NativeWebRequest request,
                    @Nullable WebDataBinderFactory binders)
                    throws Exception {
                return reader.read(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
            }
        };
    }
}
