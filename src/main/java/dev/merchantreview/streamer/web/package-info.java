/** Streamers over HTTP. */
@NullMarked
package dev.merchantreview.streamer.web;

import org.jspecify.annotations.NullMarked;
