/** Value types every module speaks in, and the clock. */
@ApplicationModule(displayName = "Shared", type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.merchantreview.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
