/** HTTP calls about notifications and where they go. */
@NullMarked
package dev.merchantreview.notification.web;

import org.jspecify.annotations.NullMarked;
