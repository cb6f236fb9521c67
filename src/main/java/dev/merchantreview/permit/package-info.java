/** Whether a product may be sold in a live now. */
@ApplicationModule(displayName = "Sale permits")
@NullMarked
package dev.merchantreview.permit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
