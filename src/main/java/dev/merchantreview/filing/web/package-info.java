/** HTTP calls of filings, PK sessions and sale permits. */
@NullMarked
package dev.merchantreview.filing.web;

import org.jspecify.annotations.NullMarked;
