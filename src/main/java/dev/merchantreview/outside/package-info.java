/** Asks the parties outside: the bank, and the provider who has contracts signed. */
@ApplicationModule(displayName = "Outside")
@NullMarked
package dev.merchantreview.outside;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
