package io.signalbox.webapp.request;

import io.signalbox.webapp.problem.Refused;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.util.unit.DataSize;

import java.io.IOException;

/** Reads a body up to a limit. */
final class Bodies {

    private Bodies() {}

    static byte[] read(HttpServletRequest request, DataSize limit) throws IOException {
        int most = Math.toIntExact(limit.toBytes());
        if (request.getContentLengthLong() > most) {
            throw tooLarge(limit);
        }
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            throw tooLarge(limit);
        }
        if (body.length == 0) {
            throw new Refused(400, "BODY_MISSING", "The request has no body, and it needs one.");
        }
        return body;
    }

    private static Refused tooLarge(DataSize limit) {
        return new Refused(
                413,
                "BODY_TOO_LARGE",
                "The body is larger than " + limit.toKilobytes() + " KiB, which is the limit here.");
    }
}
