/** Where the platform sees what came in, and says that it was sent back. */
@NullMarked
package dev.merchantreview.remittance.web;

import org.jspecify.annotations.NullMarked;
