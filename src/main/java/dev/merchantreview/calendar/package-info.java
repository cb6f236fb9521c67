/** Counts Chinese working days and says when something is due and why then. */
@ApplicationModule(displayName = "Calendar")
@NullMarked
package dev.merchantreview.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
