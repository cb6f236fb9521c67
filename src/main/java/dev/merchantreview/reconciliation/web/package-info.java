/** HTTP calls about cases whose state and engine disagree. */
@NullMarked
package dev.merchantreview.reconciliation.web;

import org.jspecify.annotations.NullMarked;
