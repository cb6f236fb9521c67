/**
 * The rule book of categories: one tree a platform, and what each category asks of stores, products
 * and filings. The only place where such a fact is kept.
 */
@ApplicationModule(displayName = "Categories")
@NullMarked
package dev.merchantreview.category;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
