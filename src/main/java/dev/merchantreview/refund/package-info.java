/**
 * Pays deposits back (保证金退还): what stands in the way is named, two persons look where the amount
 * asks for it, and the bank is never told twice.
 */
@ApplicationModule(displayName = "Deposit refund")
@NullMarked
package dev.merchantreview.refund;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
