/**
 * A stand-in for the other side of the wire of Camunda's unified REST API, which clusters of 8.8
 * and later serve under {@code /v2}. What it answers is held against the schema that Camunda
 * published of the line it speaks.
 */
@NullMarked
package dev.merchantreview.testing.unified;

import org.jspecify.annotations.NullMarked;
