/** The workers of the programme-membership process. */
@NullMarked
package dev.merchantreview.programme.process;

import org.jspecify.annotations.NullMarked;
