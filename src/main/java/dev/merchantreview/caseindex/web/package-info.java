/** HTTP calls that find cases of any type, and hand them out. */
@NullMarked
package dev.merchantreview.caseindex.web;

import org.jspecify.annotations.NullMarked;
