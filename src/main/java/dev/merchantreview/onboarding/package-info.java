/** Opens stores: one application from submission to an active store, or to its refusal. */
@ApplicationModule(displayName = "Onboarding")
@NullMarked
package dev.merchantreview.onboarding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
