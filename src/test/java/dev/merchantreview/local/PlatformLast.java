package dev.merchantreview.local;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * Puts the test classes that need the whole platform behind those that need the service alone. Of
 * two threads one begins at either end: the platform starts while the service alone is tried.
 */
public final class PlatformLast implements ClassOrderer {

  private static final String WHOLE_PLATFORM = "dev.merchantreview.journey";

  @Override
  public void orderClasses(ClassOrdererContext context) {
    context
        .getClassDescriptors()
        .sort(
            Comparator.comparing(
                (ClassDescriptor one) ->
                    one.getTestClass().getPackageName().equals(WHOLE_PLATFORM)));
  }
}
