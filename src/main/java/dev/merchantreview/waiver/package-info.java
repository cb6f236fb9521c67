/**
 * Waivers: what a rule holds against a case counts no more where the profile allows that and a
 * person who does not review it says so, with a reason and an end. A record of its own, that
 * outlives the cases it serves.
 */
@ApplicationModule(displayName = "Waivers")
@NullMarked
package dev.merchantreview.waiver;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
