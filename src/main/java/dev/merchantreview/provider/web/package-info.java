/** Service providers over HTTP. */
@NullMarked
package dev.merchantreview.provider.web;

import org.jspecify.annotations.NullMarked;
