package io.signalbox.webapp.runbook;

import io.signalbox.engine.Rejected;
import io.signalbox.engine.runbook.Runbooks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Deploys, at the start, the runbooks that come with the application: {@code runbooks/<key>/<key>.bpmn} on the class path. One that somebody has
 * deployed in a version of their own is left as it is.
 */
@Component
final class ShippedRunbooks implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ShippedRunbooks.class);
    private static final String ACTOR = "signalbox";

    private final Runbooks runbooks;
    private final ResourcePatternResolver resources;

    ShippedRunbooks(Runbooks runbooks, ResourcePatternResolver resources) {
        this.runbooks = runbooks;
        this.resources = resources;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        List<Resource> waiting = new ArrayList<>(Arrays.asList(resources.getResources("classpath*:runbooks/*/*.bpmn")));
        waiting.sort(Comparator.comparing(r -> String.valueOf(r.getFilename())));
        int before;
        do {
            // Once more for those that call one which has just been deployed.
            before = waiting.size();
            waiting.removeIf(this::deployed);
        } while (waiting.size() < before && !waiting.isEmpty());
        for (Resource resource : waiting) {
            LOG.error("The runbook {} that comes with the application cannot be deployed; it is missing", resource);
        }
    }

    private boolean deployed(Resource resource) {
        String key = String.valueOf(resource.getFilename()).replace(".bpmn", "");
        try {
            byte[] bpmn = resource.getContentAsByteArray();
            if (runbooks.isLatest(key, bpmn)) {
                return true;
            }
            if (isTakenOver(key)) {
                LOG.info("Runbook {} stays as somebody has deployed it", key);
            } else if (runbooks.deploy(bpmn, ACTOR).created()) {
                LOG.info("Deployed the runbook {} that comes with the application", key);
            }
            return true;
        } catch (Rejected e) {
            LOG.info("Runbook {} is not deployed: {} {}", key, e.getMessage(), e.findings());
            return false;
        } catch (IOException e) {
            LOG.info("Runbook {} cannot be read", key, e);
            return false;
        }
    }

    private boolean isTakenOver(String key) {
        return runbooks.list().stream()
                .anyMatch(r -> r.key().equals(key) && !r.deployedBy().equals(ACTOR));
    }
}
