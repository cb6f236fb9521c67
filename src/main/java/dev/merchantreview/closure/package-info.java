/** Closes stores: a merchant asks, a person decides. */
@ApplicationModule(displayName = "Store closure")
@NullMarked
package dev.merchantreview.closure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
