package io.signalbox.webapp.settings;

/** What a user may do, besides looking. */
public enum Role {
    /** Looks at everything. */
    VIEWER,
    /** Starts runs and acts on them. */
    OPERATOR,
    /** Deploys runbooks. */
    MODELER,
    /** Everything. */
    ADMIN
}
