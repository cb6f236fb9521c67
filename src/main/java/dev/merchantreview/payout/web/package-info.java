/** Where the bank tells about payouts, and where its statement and the ledger disagree. */
@NullMarked
package dev.merchantreview.payout.web;

import org.jspecify.annotations.NullMarked;
