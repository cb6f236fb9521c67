/** Who sells live: streamers, their figures, and what the decision tables say of them. */
@ApplicationModule(displayName = "Streamers")
@NullMarked
package dev.merchantreview.streamer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
