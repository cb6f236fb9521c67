package dev.merchantreview.web;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a case can do now.
 *
 * @param method and {@code path}: the call that does it; both null for what happens outside the
 *     API, like a payment
 * @param until when it is too late; null when it is not
 */
public record NextAction(
    String action,
    @Nullable String method,
    @Nullable String path,
    @Nullable OffsetDateTime until) {}
