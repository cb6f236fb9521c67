/** Sale permits over HTTP. */
@NullMarked
package dev.merchantreview.permit.web;

import org.jspecify.annotations.NullMarked;
