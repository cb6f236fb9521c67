/**
 * Who has to have a service provider by a rule notice: until when, reminded, and what becomes of
 * those that have none.
 */
@ApplicationModule(displayName = "Provider duties")
@NullMarked
package dev.merchantreview.duty;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
