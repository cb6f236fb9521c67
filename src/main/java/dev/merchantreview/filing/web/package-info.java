/** Filings over HTTP. */
@NullMarked
package dev.merchantreview.filing.web;

import org.jspecify.annotations.NullMarked;
