/** The workers of the deposit-refund process. */
@NullMarked
package dev.merchantreview.refund.process;

import org.jspecify.annotations.NullMarked;
