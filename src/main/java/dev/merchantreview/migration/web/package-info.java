/** HTTP calls that move running instances to the newest diagram of their process. */
@NullMarked
package dev.merchantreview.migration.web;

import org.jspecify.annotations.NullMarked;
