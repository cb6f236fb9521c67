/** Rule notices and editions of decision tables over HTTP. */
@NullMarked
package dev.merchantreview.notice.web;

import org.jspecify.annotations.NullMarked;
