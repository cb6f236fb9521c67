/** Holds the rules that are data: platform profiles, decisions, the table of problem codes. */
@ApplicationModule(displayName = "Rules")
@NullMarked
package dev.merchantreview.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
