/**
 * Service providers (服务商): agencies with a deposit of their own, and the merchants bound to them.
 */
@ApplicationModule(displayName = "Service providers")
@NullMarked
package dev.merchantreview.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
