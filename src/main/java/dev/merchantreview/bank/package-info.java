/** Asks the bank to move money, by number, and what became of it. */
@ApplicationModule(displayName = "Bank")
@NullMarked
package dev.merchantreview.bank;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
