package dev.merchantreview.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A test class that may run beside others of its kind on one {@link TestPlatform}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock(providers = PlatformLocks.class)
@ExtendWith(PlatformOfTheTest.class)
public @interface SharesPlatform {

  /** On which. */
  PlatformKind value() default PlatformKind.ENGINE;
}
