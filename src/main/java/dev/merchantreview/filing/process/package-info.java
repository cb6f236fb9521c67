/** The workers of the streamer-filing process. */
@NullMarked
package dev.merchantreview.filing.process;

import org.jspecify.annotations.NullMarked;
