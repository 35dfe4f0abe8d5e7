package io.signalbox.webapp;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.Map;
import java.util.TreeMap;

/** Points those who open the address in a browser to what there is. */
@Hidden
@RestController
class HomeController {

    @GetMapping("/")
    Map<String, String> links() {
        return new TreeMap<>(Map.of(
                "api", "/v3/api-docs",
                "documentation", "/swagger-ui",
                "health", "/actuator/health",
                "hosts", "/api/v1/hosts",
                "runbooks", "/api/v1/runbooks",
                "runs", "/api/v1/runs"));
    }
}
