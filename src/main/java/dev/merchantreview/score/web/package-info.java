/** Scores over HTTP. */
@NullMarked
package dev.merchantreview.score.web;

import org.jspecify.annotations.NullMarked;
