package dev.merchantreview.testing;

import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/** Who has a platform alone waits for those who share it, and the other way round. */
class PlatformLocks implements ResourceLocksProvider {

  @Override
  public Set<Lock> provideForClass(Class<?> testClass) {
    ResourceAccessMode mode =
        testClass.isAnnotationPresent(HasPlatformAlone.class)
            ? ResourceAccessMode.READ_WRITE
            : ResourceAccessMode.READ;
    return Set.of(new Lock(PlatformOfTheTest.kind(testClass).orElseThrow().name(), mode));
  }
}
