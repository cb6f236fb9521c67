/** The worker of the provider-admission process. */
@NullMarked
package dev.merchantreview.admission.process;

import org.jspecify.annotations.NullMarked;
