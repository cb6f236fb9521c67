/** Moves running instances to the newest diagram of their process. */
@ApplicationModule(displayName = "Migration")
@NullMarked
package dev.merchantreview.migration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
