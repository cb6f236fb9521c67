/** The workers of the pk-session process. */
@NullMarked
package dev.merchantreview.pk.process;

import org.jspecify.annotations.NullMarked;
