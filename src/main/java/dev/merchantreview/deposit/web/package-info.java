/** The payment provider's call. */
@NullMarked
package dev.merchantreview.deposit.web;

import org.jspecify.annotations.NullMarked;
