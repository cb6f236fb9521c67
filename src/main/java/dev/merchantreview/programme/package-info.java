/**
 * Programmes stores, merchants and streamers are admitted to and can lose again: what each asks
 * for, who is a member, the check that follows, and whether somebody may use it now.
 */
@ApplicationModule(displayName = "Programmes")
@NullMarked
package dev.merchantreview.programme;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
