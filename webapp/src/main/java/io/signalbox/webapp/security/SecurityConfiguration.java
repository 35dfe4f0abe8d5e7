package io.signalbox.webapp.security;

import static io.signalbox.webapp.settings.Role.ADMIN;
import static io.signalbox.webapp.settings.Role.MODELER;
import static io.signalbox.webapp.settings.Role.OPERATOR;
import static io.signalbox.webapp.settings.Role.VIEWER;

import io.signalbox.webapp.problem.ProblemWriter;
import io.signalbox.webapp.shell.ShellRequest;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

import java.time.InstantSource;
import java.util.Map;

/** Who may do what, in one table. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Scripts come from files of ours only. Styles may be set by them, as the API documentation and the diagrams do. */
    private static final String CONTENT_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
            + "frame-ancestors 'none'";

    @Bean
    SecurityFilterChain requestSecurity(
            HttpSecurity http, Accounts accounts, SessionCookie sessions, Refusals refusals, ProblemWriter problems) {
        String admin = ADMIN.name();
        http.authorizeHttpRequests(requests -> requests
                // Their request was allowed already.
                .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(
                        HttpMethod.GET, "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")
                .permitAll()
                // Without data; what it shows it asks for.
                .requestMatchers(ShellRequest::isPage, ShellRequest::isFile)
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/api/v1/session")
                .permitAll()
                .requestMatchers(HttpMethod.DELETE, "/api/v1/session")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/api/v1/session/password")
                .hasRole(VIEWER.name())
                // Whom it asks, each approval says itself.
                .requestMatchers(HttpMethod.POST, "/api/v1/approvals/**")
                .hasRole(VIEWER.name())
                .requestMatchers(HttpMethod.POST, "/api/v1/runbooks/validate")
                .hasRole(VIEWER.name())
                .requestMatchers(HttpMethod.POST, "/api/v1/runbooks")
                .hasAnyRole(MODELER.name(), admin)
                .requestMatchers(HttpMethod.POST, "/api/v1/runbooks/*/runs", "/api/v1/runs/**")
                .hasAnyRole(OPERATOR.name(), admin)
                .requestMatchers("/api/v1/users", "/api/v1/users/**", "/api/v1/tokens", "/api/v1/tokens/**")
                .hasRole(admin)
                .requestMatchers(HttpMethod.GET, "/**")
                .hasRole(VIEWER.name())
                .requestMatchers(HttpMethod.HEAD, "/**")
                .hasRole(VIEWER.name())
                .anyRequest()
                .hasRole(admin));
        http.httpBasic(basic -> basic.authenticationEntryPoint(refusals))
                .addFilterBefore(new BearerFilter(accounts, refusals), BasicAuthenticationFilter.class)
                .addFilterBefore(new SessionFilter(sessions, problems), BearerFilter.class)
                .exceptionHandling(e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
        // A cookie counts only with proof that a page of ours sent it: see SessionFilter. Nothing else is sent by a
        // browser
        // on its own.
        http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
        http.headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
        return http.build();
    }

    /** A request is timed as a whole; timing each of its filters cost more than they do. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    PasswordEncoder passwords(InstantSource clock) {
        return new CachedPasswords(
                new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder())), clock);
    }
}
