/** Deposits over HTTP, and what the payment provider tells. */
@NullMarked
package dev.merchantreview.deposit.web;

import org.jspecify.annotations.NullMarked;
