/**
 * Tells merchant systems what became of their cases: signed notifications, retried for days, listed
 * and replayable.
 */
@ApplicationModule(displayName = "Notifications")
@NullMarked
package dev.merchantreview.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
