/** Deposit refunds over HTTP. */
@NullMarked
package dev.merchantreview.refund.web;

import org.jspecify.annotations.NullMarked;
