/**
 * One index over the cases of all types: finds them by what people know of them, counts them, and
 * hands them out. It is made of the cases and decides nothing.
 */
@ApplicationModule(displayName = "Case index")
@NullMarked
package dev.merchantreview.caseindex;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
