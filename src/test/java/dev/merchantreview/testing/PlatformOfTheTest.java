package dev.merchantreview.testing;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * Which platform {@link TestPlatform#get} is for a test class and what it uses, by its annotation.
 * Whoever had it alone leaves it as it was: a service that was started last is done only when the
 * engine has its processes.
 */
class PlatformOfTheTest
    implements BeforeAllCallback, TestInstancePreConstructCallback, AfterAllCallback {

  private static final ThreadLocal<PlatformKind> OF_THIS_THREAD = new ThreadLocal<>();

  /** What a test class says it needs; empty when it needs no platform. */
  static Optional<PlatformKind> kind(Class<?> testClass) {
    HasPlatformAlone alone = testClass.getAnnotation(HasPlatformAlone.class);
    if (alone != null) {
      return Optional.of(alone.on());
    }
    return Optional.ofNullable(testClass.getAnnotation(SharesPlatform.class))
        .map(SharesPlatform::value);
  }

  /**
   * The one of the test class this thread is at.
   *
   * @throws IllegalStateException when that class does not say that it needs one
   */
  static PlatformKind ofThisThread() {
    return Optional.ofNullable(OF_THIS_THREAD.get())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the test class does not say that it shares a platform or has it alone"));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    remember(context);
  }

  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    remember(context);
  }

  private static void remember(ExtensionContext context) {
    kind(context.getRequiredTestClass()).ifPresent(OF_THIS_THREAD::set);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (context.getRequiredTestClass().isAnnotationPresent(HasPlatformAlone.class)) {
      TestPlatform.get().awaitDeployment();
    }
    OF_THIS_THREAD.remove();
  }
}
