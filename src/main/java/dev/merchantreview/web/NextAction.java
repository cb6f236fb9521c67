package dev.merchantreview.web;

import org.jspecify.annotations.Nullable;

/**
 * What the owner of a case can do now.
 *
 * @param method and {@code path}: the call that does it; both null for what happens outside the
 *     API, like a payment
 */
public record NextAction(String action, @Nullable String method, @Nullable String path) {}
