/** The workers of every review. */
@NullMarked
package dev.merchantreview.review.process;

import org.jspecify.annotations.NullMarked;
