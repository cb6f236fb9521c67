/**
 * Asks the parties outside: the bank, the provider who has contracts signed, and the platform's
 * other systems.
 */
@ApplicationModule(displayName = "Outside")
@NullMarked
package dev.merchantreview.outside;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
