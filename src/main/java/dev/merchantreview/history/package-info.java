/** Keeps what happened to a case: append-only, hash-chained events, and their verification. */
@ApplicationModule(displayName = "History")
@NullMarked
package dev.merchantreview.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
