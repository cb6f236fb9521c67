/** PK sessions over HTTP. */
@NullMarked
package dev.merchantreview.pk.web;

import org.jspecify.annotations.NullMarked;
