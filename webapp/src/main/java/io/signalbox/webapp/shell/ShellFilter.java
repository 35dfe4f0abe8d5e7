package io.signalbox.webapp.shell;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers every address of the web application with its one page, so that links into it and reloads work. */
@Component
final class ShellFilter extends OncePerRequestFilter {

    private final byte[] page;

    ShellFilter() throws IOException {
        ClassPathResource built = new ClassPathResource("static/index.html");
        this.page = built.exists()
                ? built.getContentAsByteArray()
                : "Built without its web application.".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!ShellRequest.isPage(request)) {
            chain.doFilter(request, response);
            return;
        }
        response.setContentType("text/html;charset=UTF-8");
        // It names the files of one version.
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }
}
