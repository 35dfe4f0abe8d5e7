package io.signalbox.engine.secret;

import io.signalbox.sdk.Secret;

import java.util.Optional;

/** Where secrets come from. Asked at the moment of a connector call, never before; values are not kept. */
public interface Secrets {

    /** @param name as in {@code ${secrets.NAME}}: letters, digits, {@code _ - .} */
    Optional<Secret> find(String name);
}
