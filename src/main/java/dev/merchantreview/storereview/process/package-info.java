/** The workers of the store-review process. */
@NullMarked
package dev.merchantreview.storereview.process;

import org.jspecify.annotations.NullMarked;
