/** How cases that people review are found for a call, and answered with. */
@NamedInterface("web")
@NullMarked
package dev.merchantreview.review.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
