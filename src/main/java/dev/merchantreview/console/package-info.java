/**
 * Pages for people: auditors who read cases, reviewers on their way to a task, operators who mend
 * what is stuck. Shows what other modules say and decides nothing.
 */
@ApplicationModule(displayName = "Console")
@NullMarked
package dev.merchantreview.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
