package dev.merchantreview.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Has the platforms that a run of tests needs started before the first test and ended after the
 * last, and leaves on record how long the tests of each tier took; more than one of them run at a
 * time.
 */
public final class TestRun implements TestExecutionListener {

  private static final Path TIMES = Path.of("target/test-times.txt");

  private final Map<String, Long> begun = new ConcurrentHashMap<>();
  private final Map<TestTier, Long> taken = new ConcurrentHashMap<>();
  private final Map<PlatformKind, Integer> waiting = new ConcurrentHashMap<>();

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .flatMap(one -> testClass(one).stream())
        .flatMap(one -> PlatformOfTheTest.kind(one).stream())
        .forEach(kind -> waiting.merge(kind, 1, Integer::sum));
    waiting.keySet().forEach(TestPlatform::begin);
  }

  @Override
  public void executionStarted(TestIdentifier one) {
    begun.put(one.getUniqueId(), System.nanoTime());
  }

  @Override
  public void executionFinished(TestIdentifier one, TestExecutionResult result) {
    long nanos = System.nanoTime() - begun.remove(one.getUniqueId());
    testClass(one)
        .filter(found -> found.getEnclosingClass() == null)
        .ifPresent(found -> taken.merge(TestTier.of(found), nanos, Long::sum));
    testClass(one).flatMap(PlatformOfTheTest::kind).ifPresent(this::endWhenNobodyWaits);
  }

  /** An engine with nothing to do still takes a part of the machine. */
  private void endWhenNobodyWaits(PlatformKind kind) {
    if (waiting.merge(kind, -1, Integer::sum) == 0) {
      TestPlatform.end(kind);
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    String times =
        Stream.of(TestTier.values())
            .map(
                tier ->
                    "%s %d s"
                        .formatted(
                            tier.label(),
                            Duration.ofNanos(taken.getOrDefault(tier, 0L)).toSeconds()))
            .collect(Collectors.joining(", ", "time of tests: ", "\n"));
    try {
      Files.writeString(TIMES, times);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Optional<Class<?>> testClass(TestIdentifier one) {
    return one.getSource()
        .filter(ClassSource.class::isInstance)
        .map(source -> ((ClassSource) source).getJavaClass());
  }
}
