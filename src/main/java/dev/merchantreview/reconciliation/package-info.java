/**
 * Finds cases whose state and engine disagree, says how to set them right, and does what is safe.
 */
@ApplicationModule(displayName = "Reconciliation")
@NullMarked
package dev.merchantreview.reconciliation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
