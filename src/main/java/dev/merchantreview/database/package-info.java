/**
 * Looks whether the database keeps what it confirmed, and whether the service has no more rights in
 * it than it needs.
 */
@ApplicationModule(displayName = "Database")
@NullMarked
package dev.merchantreview.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
