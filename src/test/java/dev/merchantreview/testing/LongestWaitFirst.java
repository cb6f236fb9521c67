package dev.merchantreview.testing;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Rules are tried while the platforms start, which needs a minute. Then come the classes that have
 * a platform to themselves, one after the other, because nothing else can make up for their waiting
 * at the end; tests of the service alone fill what is left, first those that take turns at
 * something.
 */
public final class LongestWaitFirst implements ClassOrderer {

  @Override
  public void orderClasses(ClassOrdererContext context) {
    context.getClassDescriptors().sort(Comparator.comparingInt(LongestWaitFirst::place));
  }

  private static int place(ClassDescriptor one) {
    boolean alone = one.isAnnotated(HasPlatformAlone.class);
    return switch (TestTier.of(one.getTestClass())) {
      case RULES -> 0;
      case PROCESS -> alone ? 1 : 4;
      case WEB_APPLICATIONS -> alone ? 3 : 2;
      case DATABASE -> one.isAnnotated(ResourceLock.class) ? 5 : 6;
    };
  }
}
