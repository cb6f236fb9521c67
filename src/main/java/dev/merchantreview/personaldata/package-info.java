/** Keeps personal data unreadable at rest, under a key of its own for each owner. */
@ApplicationModule(displayName = "Personal data")
@NullMarked
package dev.merchantreview.personaldata;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
