/**
 * What all cases that process instances work on have in common: the lifecycle that guards them, the
 * instance they belong to, the table they are kept in, and how a job's step gets hold of one.
 */
@ApplicationModule(displayName = "Cases")
@NullMarked
package dev.merchantreview.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
