/** Deposit refunds over HTTP, and where the bank tells about payouts. */
@NullMarked
package dev.merchantreview.refund.web;

import org.jspecify.annotations.NullMarked;
