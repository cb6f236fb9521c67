/** Counts Chinese working days and says when something is due, with the days that led to it. */
@ApplicationModule(displayName = "Calendar")
@NullMarked
package dev.merchantreview.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
