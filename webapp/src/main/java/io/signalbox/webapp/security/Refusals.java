package io.signalbox.webapp.security;

import io.signalbox.webapp.problem.Problem;
import io.signalbox.webapp.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.util.stream.Collectors;

/** Answers 401 and 403. */
@Component
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ProblemWriter problems;

    Refusals(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        boolean tried = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        // A browser would ask for a name and a password in a window of its own, over our page.
        if (!SessionFilter.isPage(request) && !isStream(request)) {
            response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"signalbox\", charset=\"UTF-8\"");
            response.addHeader(
                    HttpHeaders.WWW_AUTHENTICATE,
                    tried ? "Bearer realm=\"signalbox\", error=\"invalid_token\"" : "Bearer realm=\"signalbox\"");
        }
        String detail = tried
                ? "The user, the password or the token is not right."
                : "Log in with a name and a password (Basic) or with a token (Bearer).";
        problems.write(response, Problem.of(401, "UNAUTHENTICATED", detail));
    }

    private static boolean isStream(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.startsWith("text/event-stream");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        String roles = user == null
                ? "none"
                : user.getAuthorities().stream()
                        .map(a -> String.valueOf(a.getAuthority()))
                        .filter(a -> a.startsWith("ROLE_"))
                        .map(a -> a.substring("ROLE_".length()))
                        .sorted()
                        .collect(Collectors.joining(", "));
        problems.write(
                response,
                Problem.of(403, "FORBIDDEN", "None of your roles (" + roles + ") allows this; ask an administrator."));
    }
}
