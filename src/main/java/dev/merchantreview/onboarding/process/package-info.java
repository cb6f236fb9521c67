/** Workers of the store-onboarding process: they translate between the engine and the use cases. */
@NullMarked
package dev.merchantreview.onboarding.process;

import org.jspecify.annotations.NullMarked;
