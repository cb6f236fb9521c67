/**
 * What tests stand on: the service by itself on a database of its own, the whole platform started
 * once for all of them, and stand-ins for the other side of a wire.
 */
@NullMarked
package dev.merchantreview.testing;

import org.jspecify.annotations.NullMarked;
