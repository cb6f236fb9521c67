/**
 * Rule notices: what a platform publishes of its rules, from when it counts, and which edition of a
 * decision table it brings.
 */
@ApplicationModule(displayName = "Rule notices")
@NullMarked
package dev.merchantreview.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
