package io.signalbox.webapp.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.MapperFeature;

@Configuration(proxyBeanMethods = false)
class JacksonConfiguration {

    /** What is null is left out, except in the maps of runbooks and connectors, where it means something. */
    @Bean
    JsonMapperBuilderCustomizer withoutNulls() {
        return builder -> builder.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .changeDefaultPropertyInclusion(inclusion -> inclusion
                        .withValueInclusion(JsonInclude.Include.NON_NULL)
                        .withContentInclusion(JsonInclude.Include.ALWAYS));
    }
}
