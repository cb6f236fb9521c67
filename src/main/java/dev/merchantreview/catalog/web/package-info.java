/** Products over HTTP. */
@NullMarked
package dev.merchantreview.catalog.web;

import org.jspecify.annotations.NullMarked;
