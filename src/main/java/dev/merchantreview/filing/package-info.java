/**
 * Files products for designated streamers: who has to file what, the review of each round, PK
 * sessions, and whether a product may be sold in a live now.
 */
@ApplicationModule(displayName = "Filing")
@NullMarked
package dev.merchantreview.filing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
