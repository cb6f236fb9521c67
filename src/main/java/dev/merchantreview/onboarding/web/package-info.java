/** HTTP calls of store applications. */
@NullMarked
package dev.merchantreview.onboarding.web;

import org.jspecify.annotations.NullMarked;
