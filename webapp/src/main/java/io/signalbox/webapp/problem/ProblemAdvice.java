package io.signalbox.webapp.problem;

import io.signalbox.engine.DatabaseOutage;
import io.signalbox.engine.Finding;
import io.signalbox.engine.Rejected;
import io.signalbox.engine.step.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The one place where an exception becomes a problem document. */
@RestControllerAdvice
class ProblemAdvice {

    static final String RETRY_AFTER_SECONDS = "5";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Problem> rejected(Rejected e) {
        int status = switch (e.kind()) {
            case NOT_FOUND -> 404;
            case MALFORMED -> 400;
            case INVALID -> 422;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case UNAVAILABLE -> 503;
        };
        return answer(
                Problem.of(status, e.code(), message(e), e.findings()),
                status == 503 ? retryAfter() : HttpHeaders.EMPTY);
    }

    private static HttpHeaders retryAfter() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return headers;
    }

    /** A run cannot even begin: what its first elements need cannot be evaluated, or they go round in circles. */
    @ExceptionHandler
    ResponseEntity<Problem> cannotMoveOn(Tokens.CannotMoveOn e) {
        return answer(Problem.of(422, "CANNOT_MOVE_ON", message(e)), HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    ResponseEntity<Problem> refused(Refused e) {
        return answer(e.problem(), HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongMethod(HttpRequestMethodNotSupportedException e) {
        String allowed = e.getSupportedHttpMethods() == null
                ? ""
                : e.getSupportedHttpMethods().stream()
                        .map(Object::toString)
                        .sorted()
                        .collect(Collectors.joining(", "));
        return answer(
                Problem.of(405, "METHOD_NOT_ALLOWED", e.getMethod() + " does not work here; " + allowed + " does."),
                e.getHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongType(HttpMediaTypeNotSupportedException e) {
        String given = e.getContentType() == null ? "no Content-Type" : "Content-Type: " + e.getContentType();
        String detail = "The request has " + given + "; it takes " + list(e.getSupportedMediaTypes()) + ".";
        return answer(Problem.of(415, "UNSUPPORTED_MEDIA_TYPE", detail), e.getHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Problem> notAcceptable(HttpMediaTypeNotAcceptableException e) {
        String detail = "The answer comes as " + list(e.getSupportedMediaTypes()) + ", which Accept does not allow.";
        return answer(Problem.of(406, "NOT_ACCEPTABLE", detail), HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongParameter(MethodArgumentTypeMismatchException e) {
        String message = "'" + e.getValue() + "' cannot be the " + e.getName() + ".";
        return answer(
                Problem.of(
                        400,
                        "PATH_INVALID",
                        message,
                        List.of(Finding.error("parameter-type", "?" + e.getName(), message))),
                HttpHeaders.EMPTY);
    }

    /** The other end has gone; there is nobody to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {
        LOG.debug("A client went away before its answer was written", e);
    }

    /** Spring Security turns these into 401 and 403. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void security(RuntimeException e) {
        throw e;
    }

    @ExceptionHandler
    ResponseEntity<Problem> other(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse known && !known.getStatusCode().is5xxServerError()) {
            return answer(ofStatus(known.getStatusCode(), request.getRequestURI()), known.getHeaders());
        }
        if (DatabaseOutage.is(e)) {
            LOG.warn(
                    "{} {} failed because the database does not answer; the client got status 503 and is to come again",
                    request.getMethod(),
                    request.getRequestURI(),
                    e);
            return answer(Problem.databaseUnavailable(), retryAfter());
        }
        String errorId = UUID.randomUUID().toString();
        LOG.error(
                "{} {} failed with error {}; the client got status 500 and this id, nothing is retried",
                request.getMethod(),
                request.getRequestURI(),
                errorId,
                e);
        return answer(Problem.internal(errorId), HttpHeaders.EMPTY);
    }

    /** The problem for an HTTP status that the web server or the framework chose. */
    static Problem ofStatus(HttpStatusCode code, @Nullable String path) {
        return switch (code.value()) {
            case 404 -> Problem.of(404, "PATH_NOT_FOUND", "There is nothing at " + path + ".");
            case 400 -> Problem.of(400, "REQUEST_MALFORMED", "The request cannot be read as HTTP for this address.");
            case 413 -> Problem.of(413, "BODY_TOO_LARGE", "The request is too large.");
            default -> {
                HttpStatus known = HttpStatus.resolve(code.value());
                yield known == null
                        ? Problem.of(code.value(), "REQUEST_FAILED", "The request failed.")
                        : Problem.of(
                                code.value(), known.name(), "The request failed: " + known.getReasonPhrase() + ".");
            }
        };
    }

    private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String list(List<MediaType> types) {
        return types.stream().map(MediaType::toString).sorted().collect(Collectors.joining(", "));
    }

    private static String message(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
