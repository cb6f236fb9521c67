/** The service: what starts it, and what it cannot start without. */
@NullMarked
package dev.merchantreview;

import org.jspecify.annotations.NullMarked;
