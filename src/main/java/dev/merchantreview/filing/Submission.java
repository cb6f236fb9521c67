package dev.merchantreview.filing;

import java.time.Instant;

/**
 * What is, or was last, in review.
 *
 * @param by who submitted it
 * @param productVersion the product's version then
 * @param watchedRevision its watched revision then: an approval is of this content and no other
 */
public record Submission(String by, Instant at, long productVersion, long watchedRevision) {}
