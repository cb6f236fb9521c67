/** Files products for designated streamers: who has to file what, and the review of each round. */
@ApplicationModule(displayName = "Filing")
@NullMarked
package dev.merchantreview.filing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
