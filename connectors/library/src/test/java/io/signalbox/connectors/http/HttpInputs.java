package io.signalbox.connectors.http;

import io.signalbox.sdk.Secret;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;

/** Inputs with the defaults of their fields, to be varied. */
record HttpInputs(
        String url,
        SendRequest.Method method,
        @Nullable Map<String, String> headers,
        @Nullable Object body,
        @Nullable Secret bearer,
        @Nullable String username,
        @Nullable Secret password,
        String expect,
        Redirects redirects,
        int maxBytes,
        Duration answerWithin,
        boolean repeatable) {

    static HttpInputs get(String url) {
        return of(url, SendRequest.Method.GET);
    }

    static HttpInputs of(String url, SendRequest.Method method) {
        return new HttpInputs(
                url,
                method,
                null,
                null,
                null,
                null,
                null,
                "2xx",
                Redirects.NONE,
                1 << 20,
                Duration.ofSeconds(5),
                false);
    }

    HttpInputs headers(Map<String, String> other) {
        return new HttpInputs(
                url,
                method,
                other,
                body,
                bearer,
                username,
                password,
                expect,
                redirects,
                maxBytes,
                answerWithin,
                repeatable);
    }

    HttpInputs body(Object other) {
        return new HttpInputs(
                url,
                method,
                headers,
                other,
                bearer,
                username,
                password,
                expect,
                redirects,
                maxBytes,
                answerWithin,
                repeatable);
    }

    HttpInputs bearer(String other) {
        return new HttpInputs(
                url,
                method,
                headers,
                body,
                new Secret("TOKEN", other),
                username,
                password,
                expect,
                redirects,
                maxBytes,
                answerWithin,
                repeatable);
    }

    HttpInputs basic(String user, @Nullable String secret) {
        return new HttpInputs(
                url,
                method,
                headers,
                body,
                bearer,
                user,
                secret == null ? null : new Secret("PASSWORD", secret),
                expect,
                redirects,
                maxBytes,
                answerWithin,
                repeatable);
    }

    HttpInputs expect(String other) {
        return new HttpInputs(
                url,
                method,
                headers,
                body,
                bearer,
                username,
                password,
                other,
                redirects,
                maxBytes,
                answerWithin,
                repeatable);
    }

    HttpInputs redirects(Redirects other) {
        return new HttpInputs(
                url,
                method,
                headers,
                body,
                bearer,
                username,
                password,
                expect,
                other,
                maxBytes,
                answerWithin,
                repeatable);
    }

    HttpInputs maxBytes(int other) {
        return new HttpInputs(
                url,
                method,
                headers,
                body,
                bearer,
                username,
                password,
                expect,
                redirects,
                other,
                answerWithin,
                repeatable);
    }

    HttpInputs answerWithin(Duration other) {
        return new HttpInputs(
                url, method, headers, body, bearer, username, password, expect, redirects, maxBytes, other, repeatable);
    }

    HttpInputs repeatable(boolean other) {
        return new HttpInputs(
                url,
                method,
                headers,
                body,
                bearer,
                username,
                password,
                expect,
                redirects,
                maxBytes,
                answerWithin,
                other);
    }

    SendRequest.Input input() {
        return new SendRequest.Input(
                url,
                method,
                null,
                headers,
                body,
                bearer,
                username,
                password,
                null,
                "X-API-Key",
                expect,
                redirects,
                maxBytes,
                Duration.ofSeconds(2),
                answerWithin,
                repeatable);
    }
}
