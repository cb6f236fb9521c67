/** PK sessions: two streamers live against each other, and what is missing before they may sell. */
@ApplicationModule(displayName = "PK sessions")
@NullMarked
package dev.merchantreview.pk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
