/**
 * Money that comes in to show whose account it comes from: what was named to whom, what the bank
 * reports, and what each amount counted for. Every credit stays on record, wanted or not.
 */
@ApplicationModule(displayName = "Remittances")
@NullMarked
package dev.merchantreview.remittance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
