package io.signalbox.webapp.shell;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import java.util.List;

/** What a browser asks for when somebody opens an address of the web application. */
public final class ShellRequest {

    /** What is answered by something else than the page. */
    private static final List<String> OTHERS =
            List.of("/api", "/actuator", "/engine-rest", "/swagger-ui", "/v3", "/webjars", "/error", "/assets");

    private ShellRequest() {}

    /** Whether the page is the answer: it finds out itself what the address means, and shows it only to those who are logged in. */
    public static boolean isPage(HttpServletRequest request) {
        return isOpened(request) && isAddress(request.getRequestURI());
    }

    /** Whether somebody opened an address in a browser, whatever it is the address of. */
    public static boolean isOpened(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return isGet(request) && accept != null && accept.contains("text/html");
    }

    /** Whether a file of the page is asked for. */
    public static boolean isFile(HttpServletRequest request) {
        String path = request.getRequestURI();
        return isGet(request)
                && (path.startsWith("/assets/") || path.equals("/signalbox.svg") || path.equals("/scheme.js"));
    }

    private static boolean isGet(HttpServletRequest request) {
        return request.getMethod().equals(HttpMethod.GET.name())
                || request.getMethod().equals(HttpMethod.HEAD.name());
    }

    private static boolean isAddress(String path) {
        return OTHERS.stream().noneMatch(other -> path.equals(other) || path.startsWith(other + "/"));
    }
}
