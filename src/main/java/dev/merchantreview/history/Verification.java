package dev.merchantreview.history;

import org.jspecify.annotations.Nullable;

/**
 * What recomputing a case's chain showed.
 *
 * @param events how many events there are
 * @param brokenAt the first sequence number that does not fit, or null
 */
public record Verification(boolean valid, long events, @Nullable Long brokenAt) {}
