/** Stores over HTTP. */
@NullMarked
package dev.merchantreview.store.web;

import org.jspecify.annotations.NullMarked;
