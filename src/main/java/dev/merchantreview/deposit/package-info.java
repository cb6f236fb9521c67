/** Books the payments that reach us for a deposit. */
@ApplicationModule(displayName = "Deposit")
@NullMarked
package dev.merchantreview.deposit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
