/**
 * What every review by a person has in common, whatever is reviewed: the verdict and when it
 * counts, the items it is about, the rounds that were decided, the clock, the parts of a dossier.
 */
@ApplicationModule(displayName = "Review")
@NullMarked
package dev.merchantreview.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
