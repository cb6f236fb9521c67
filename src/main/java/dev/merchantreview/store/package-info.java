/** Knows the stores that approved applications became. */
@ApplicationModule(displayName = "Store")
@NullMarked
package dev.merchantreview.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
