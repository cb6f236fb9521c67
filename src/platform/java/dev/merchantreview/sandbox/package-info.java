/** The outside world as a small HTTP server: what the service calls, and what calls the service. */
package dev.merchantreview.sandbox;
