package io.signalbox.engine.runbook;

import java.util.Set;

/** The methods that expressions may call on texts, numbers, lists and maps. Others are refused when a diagram is deployed, and not called if one comes by. */
public final class ExpressionMethods {

    public static final Set<String> ALLOWED = Set.of(
            "size",
            "isEmpty",
            "contains",
            "containsKey",
            "containsValue",
            "get",
            "getOrDefault",
            "indexOf",
            "length",
            "startsWith",
            "endsWith",
            "equals",
            "equalsIgnoreCase",
            "toLowerCase",
            "toUpperCase",
            "trim",
            "strip",
            "substring",
            "replace",
            "split",
            "concat",
            "toString",
            "intValue",
            "longValue",
            "doubleValue");

    private ExpressionMethods() {}
}
