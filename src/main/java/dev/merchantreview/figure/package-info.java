/**
 * What platforms report in numbers of stores, merchants, streamers and providers: each figure with
 * its day, window and source, and every correction of it.
 */
@ApplicationModule(displayName = "Figures")
@NullMarked
package dev.merchantreview.figure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
