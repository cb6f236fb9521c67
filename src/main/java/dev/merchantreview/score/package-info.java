/**
 * Scores computed daily from figures: each subject's place in its industry, weighted, with a gate
 * and a bonus.
 */
@ApplicationModule(displayName = "Scores")
@NullMarked
package dev.merchantreview.score;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
