/** The API of products and streamers. */
@NullMarked
package dev.merchantreview.catalog.web;

import org.jspecify.annotations.NullMarked;
