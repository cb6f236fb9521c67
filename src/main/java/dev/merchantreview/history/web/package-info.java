/** HTTP calls that read the history of cases. */
@NullMarked
package dev.merchantreview.history.web;

import org.jspecify.annotations.NullMarked;
