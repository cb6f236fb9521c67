/**
 * Applications to be a service provider (服务商准入): by kind, with figures and papers, judged by a
 * person.
 */
@ApplicationModule(displayName = "Provider admission")
@NullMarked
package dev.merchantreview.admission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
