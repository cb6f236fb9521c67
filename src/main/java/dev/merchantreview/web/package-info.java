/**
 * The HTTP conventions every call follows: problems, strict bodies, idempotency keys, paging,
 * ETags, roles.
 */
@ApplicationModule(displayName = "Web")
@NullMarked
package dev.merchantreview.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
