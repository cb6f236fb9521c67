/**
 * Keeps deposits in a double-entry ledger: what came in, fines, what is missing, what was paid
 * back.
 */
@ApplicationModule(displayName = "Deposit")
@NullMarked
package dev.merchantreview.deposit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
