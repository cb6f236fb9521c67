/** Has contracts signed online by the contract signing provider. */
@ApplicationModule(displayName = "Contract signing")
@NullMarked
package dev.merchantreview.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
