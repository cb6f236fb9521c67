/**
 * The platform on one machine: PostgreSQL, OpenSearch, Camunda, the sandbox and the service,
 * started with one command.
 */
@NullMarked
package dev.merchantreview.local;

import org.jspecify.annotations.NullMarked;
