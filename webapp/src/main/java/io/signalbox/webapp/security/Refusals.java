package io.signalbox.webapp.security;

import io.signalbox.webapp.problem.Problem;
import io.signalbox.webapp.problem.ProblemWriter;
import io.signalbox.webapp.shell.ShellRequest;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Answers 401 and 403; leads somebody who opened an address in a browser to the login, and from there back. */
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
        if (!tried && ShellRequest.isOpened(request) && !isForPrograms(request.getRequestURI())) {
            response.sendRedirect("/login?next=" + URLEncoder.encode(address(request), StandardCharsets.UTF_8));
            return;
        }
        // A browser would ask for a name and a password in a window of its own, over our page.
        if (!isBrowser(request)) {
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

    private static String address(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    /** Some programs say that they take HTML, and learn from our answer how to log in. */
    private static boolean isForPrograms(String path) {
        return path.startsWith("/api/") || path.startsWith("/engine-rest/");
    }

    private static boolean isBrowser(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return SessionFilter.isPage(request)
                || request.getHeader("Sec-Fetch-Mode") != null
                || (accept != null && accept.startsWith("text/event-stream"));
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
