package dev.merchantreview.testing;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * Puts test classes that have the platform to themselves first, those that share it next, and those
 * that need the service alone last. Of two threads one begins at either end: the platform starts,
 * is stopped and waits for its time while the service alone is tried.
 */
public final class PlatformFirst implements ClassOrderer {

  private static final String WHOLE_PLATFORM = "dev.merchantreview.journey";

  @Override
  public void orderClasses(ClassOrdererContext context) {
    context.getClassDescriptors().sort(Comparator.comparingInt(PlatformFirst::place));
  }

  private static int place(ClassDescriptor one) {
    if (one.isAnnotated(HasPlatformAlone.class)) {
      return 0;
    }
    if (one.isAnnotated(SharesPlatform.class)) {
      return 1;
    }
    if (one.getTestClass().getPackageName().equals(WHOLE_PLATFORM)
        && one.getTestClass().getSimpleName().endsWith("IT")) {
      throw new IllegalStateException(
          one.getTestClass() + " does not say whether it has the platform alone or shares it");
    }
    return 2;
  }
}
