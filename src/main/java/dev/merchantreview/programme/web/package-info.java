/** Programmes, their members and permits over HTTP. */
@NullMarked
package dev.merchantreview.programme.web;

import org.jspecify.annotations.NullMarked;
