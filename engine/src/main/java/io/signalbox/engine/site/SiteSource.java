package io.signalbox.engine.site;

import io.signalbox.engine.Finding;
import io.signalbox.sdk.Site;

import java.util.List;

/** The site as it is now: the last good state of its file. */
public interface SiteSource {

    Site current();

    /** What is wrong with the file as it is now, with {@code line:column}; empty if {@link #current} is what the file says. */
    List<Finding> findings();
}
