/** Where waivers are granted, looked up and revoked. */
@NullMarked
package dev.merchantreview.waiver.web;

import org.jspecify.annotations.NullMarked;
