package io.signalbox.webapp.security;

import io.signalbox.webapp.problem.Problem;
import io.signalbox.webapp.problem.ProblemWriter;
import io.signalbox.webapp.settings.User;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes the cookie of somebody who logged in with a browser. A request that changes something must also show that a page of ours sent it, by a
 * header that no foreign page can set or by the origin that the browser names: a cookie alone is sent by the browser whoever asks.
 */
final class SessionFilter extends OncePerRequestFilter {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final SessionCookie sessions;
    private final ProblemWriter problems;

    SessionFilter(SessionCookie sessions, ProblemWriter problems) {
        this.sessions = sessions;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<SessionCookie.Seen> seen =
                request.getHeader(HttpHeaders.AUTHORIZATION) == null ? seen(request) : Optional.empty();
        if (seen.isPresent()) {
            if (!HARMLESS.contains(request.getMethod()) && !isOurs(request)) {
                String detail =
                        "This did not come from a page of Signalbox, so the login of the browser does not count.";
                problems.write(response, Problem.of(403, "FOREIGN_PAGE", detail));
                return;
            }
            enter(request, response, seen.get());
        }
        chain.doFilter(request, response);
    }

    private void enter(HttpServletRequest request, HttpServletResponse response, SessionCookie.Seen seen) {
        User user = seen.user();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(user.name(), null, Accounts.authorities(user)));
        SecurityContextHolder.setContext(context);
        if (seen.old()) {
            response.addHeader(HttpHeaders.SET_COOKIE, header(request, sessions.value(user), sessions.lasts()));
        }
    }

    private Optional<SessionCookie.Seen> seen(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(SessionCookie.NAME))
                .findFirst()
                .map(Cookie::getValue)
                .flatMap(sessions::read);
    }

    /** As it is set: out of reach of scripts, and not sent along by foreign pages. */
    static String header(HttpServletRequest request, String value, Duration lasts) {
        return SessionCookie.NAME + "=" + value + "; Path=/; Max-Age=" + lasts.toSeconds()
                + "; HttpOnly; SameSite=Strict" + (request.isSecure() ? "; Secure" : "");
    }

    static boolean isOurs(HttpServletRequest request) {
        if (isPage(request)) {
            return true;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String host = request.getHeader(HttpHeaders.HOST);
        try {
            return origin != null
                    && host != null
                    && host.equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether a script of ours asks. */
    static boolean isPage(HttpServletRequest request) {
        return "signalbox".equals(request.getHeader("X-Requested-With"));
    }
}
