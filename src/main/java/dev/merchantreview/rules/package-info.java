/**
 * What the rules of several modules stand on: platform profiles, tables of problem codes, the
 * documents a decision demands, numbers and names.
 */
@ApplicationModule(displayName = "Rules")
@NullMarked
package dev.merchantreview.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
