package dev.merchantreview.filing;

import java.time.Instant;

/**
 * The latest approval.
 *
 * @param productVersion the product's version that was looked at
 * @param watchedRevision the product may be sold while its watched revision is this
 */
public record Approval(
    int round, String by, Instant at, long productVersion, long watchedRevision) {}
