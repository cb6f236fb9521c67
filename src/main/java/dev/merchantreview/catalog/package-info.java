/** What is sold and who sells it live: products with every version they had, and streamers. */
@ApplicationModule(displayName = "Catalog")
@NullMarked
package dev.merchantreview.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
