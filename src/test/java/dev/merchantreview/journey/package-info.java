/**
 * Tests on the whole platform, a package for each process and for each part that all processes
 * share. Here stands what merchants, reviewers and the platform's other systems do in them.
 */
@NullMarked
package dev.merchantreview.journey;

import org.jspecify.annotations.NullMarked;
