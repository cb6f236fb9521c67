/** Applications to be a service provider over HTTP. */
@NullMarked
package dev.merchantreview.admission.web;

import org.jspecify.annotations.NullMarked;
