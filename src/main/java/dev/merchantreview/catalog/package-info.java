/** What is sold: products with every version they had. */
@ApplicationModule(displayName = "Catalog")
@NullMarked
package dev.merchantreview.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
