/** The trees of categories over HTTP. */
@NullMarked
package dev.merchantreview.category.web;

import org.jspecify.annotations.NullMarked;
