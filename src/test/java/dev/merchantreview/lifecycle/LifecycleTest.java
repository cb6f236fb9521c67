package dev.merchantreview.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LifecycleTest {

  enum Light {
    RED,
    GREEN,
    OFF
  }

  enum Event {
    SWITCH,
    CUT
  }

  private final Lifecycle<Light, Event> lights =
      Lifecycle.of(Light.class, Event.class, Light.RED)
          .on(Event.SWITCH, Light.RED, Light.GREEN)
          .on(Event.SWITCH, Light.GREEN, Light.RED)
          .on(Event.CUT, Light.RED, Light.OFF)
          .build();

  @Test
  void leadsWhereTheTableSays() {
    assertThat(lights.next(Light.RED, Event.SWITCH)).contains(Light.GREEN);
    assertThat(lights.next(Light.GREEN, Event.SWITCH)).contains(Light.RED);
    assertThat(lights.next(Light.RED, Event.CUT)).contains(Light.OFF);
  }

  @Test
  void allowsNothingTheTableDoesNotSay() {
    assertThat(lights.next(Light.GREEN, Event.CUT)).isEmpty();
    assertThat(lights.next(Light.OFF, Event.SWITCH)).isEmpty();
    assertThat(lights.allowed(Light.RED)).containsExactly(Event.SWITCH, Event.CUT);
    assertThat(lights.isFinal(Light.OFF)).isTrue();
    assertThat(lights.isFinal(Light.GREEN)).isFalse();
  }

  @Test
  void refusesATableThatSaysTwoThings() {
    assertThatThrownBy(
            () ->
                Lifecycle.of(Light.class, Event.class, Light.RED)
                    .on(Event.SWITCH, Light.RED, Light.GREEN)
                    .on(Event.SWITCH, Light.RED, Light.OFF))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsCasesApartWhenManyAskAtOnce() throws Exception {
    try (ExecutorService many = Executors.newFixedThreadPool(16)) {
      List<Callable<Boolean>> questions =
          IntStream.range(0, 2_000)
              .<Callable<Boolean>>mapToObj(
                  i ->
                      () ->
                          i % 2 == 0
                              ? lights.next(Light.RED, Event.SWITCH).get() == Light.GREEN
                              : lights.next(Light.GREEN, Event.CUT).isEmpty())
              .toList();
      Set<Boolean> answers =
          many.invokeAll(questions).stream().map(LifecycleTest::answer).collect(Collectors.toSet());
      assertThat(answers).containsExactly(true);
    }
  }

  private static boolean answer(Future<Boolean> future) {
    try {
      return future.get();
    } catch (Exception cause) {
      throw new AssertionError(cause);
    }
  }
}
