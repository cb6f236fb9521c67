/** Reviews of stores over HTTP. */
@NullMarked
package dev.merchantreview.storereview.web;

import org.jspecify.annotations.NullMarked;
