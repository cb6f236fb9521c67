/** The workers of the store-closure process. */
@NullMarked
package dev.merchantreview.store.process;

import org.jspecify.annotations.NullMarked;
