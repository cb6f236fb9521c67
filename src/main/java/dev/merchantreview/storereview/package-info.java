/**
 * Reviews stores again that a rule notice touches: they keep the categories it names, or lose them.
 */
@ApplicationModule(displayName = "Store review")
@NullMarked
package dev.merchantreview.storereview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
