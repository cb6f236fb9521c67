/** The workers of the store-closure process. */
@NullMarked
package dev.merchantreview.closure.process;

import org.jspecify.annotations.NullMarked;
