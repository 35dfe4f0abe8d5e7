package io.signalbox.webapp.problem;

import io.signalbox.engine.DatabaseOutage;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.UUID;

/** Where the servlet container sends what failed outside of controllers. */
@Hidden
@RestController
class ErrorPage implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPage.class);

    @RequestMapping("/error")
    ResponseEntity<Problem> error(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        int code = status instanceof Integer given ? given : 404;
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable cause
                && DatabaseOutage.is(cause)) {
            return ResponseEntity.status(503)
                    .header(HttpHeaders.RETRY_AFTER, ProblemAdvice.RETRY_AFTER_SECONDS)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(Problem.databaseUnavailable());
        }
        return ResponseEntity.status(code)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(code >= 500 ? internal(request, path) : ofStatus(code, path));
    }

    private static Problem ofStatus(int code, @org.jspecify.annotations.Nullable Object path) {
        return ProblemAdvice.ofStatus(HttpStatusCode.valueOf(code), path == null ? "/error" : path.toString());
    }

    private static Problem internal(HttpServletRequest request, @org.jspecify.annotations.Nullable Object path) {
        String errorId = UUID.randomUUID().toString();
        Object cause = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        LOG.error(
                "{} {} failed outside of a controller with error {}; the client got status 500 and this id",
                request.getMethod(),
                path,
                errorId,
                cause);
        return Problem.internal(errorId);
    }
}
