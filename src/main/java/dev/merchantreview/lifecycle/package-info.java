/**
 * Answers one question: from this state, on this event, where to? The only user of Spring
 * Statemachine.
 */
@ApplicationModule(displayName = "Lifecycle")
@NullMarked
package dev.merchantreview.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
