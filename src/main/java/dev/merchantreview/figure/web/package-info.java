/** Figures over HTTP. */
@NullMarked
package dev.merchantreview.figure.web;

import org.jspecify.annotations.NullMarked;
