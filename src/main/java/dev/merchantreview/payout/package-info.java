/**
 * What the bank is asked to pay: on record before it is asked, compared with the bank's statement
 * afterwards.
 */
@ApplicationModule(displayName = "Payout")
@NullMarked
package dev.merchantreview.payout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
