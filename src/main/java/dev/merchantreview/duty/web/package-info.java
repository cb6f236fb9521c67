/** Duties to have a service provider over HTTP. */
@NullMarked
package dev.merchantreview.duty.web;

import org.jspecify.annotations.NullMarked;
