package dev.merchantreview.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test class that moves the time of a {@link TestPlatform}, stops a part of it or counts what all
 * have done there. Tests on the other platform and of the service alone go on meanwhile: they have
 * parts of their own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock(providers = PlatformLocks.class)
@ExtendWith(PlatformOfTheTest.class)
public @interface HasPlatformAlone {

  /** Why. */
  String value();

  /** Which. */
  PlatformKind on() default PlatformKind.ENGINE;
}
