package dev.merchantreview.lifecycle;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.StateMachineEventResult.ResultType;
import org.springframework.statemachine.config.StateMachineBuilder;
import org.springframework.statemachine.support.DefaultStateMachineContext;
import reactor.core.publisher.Mono;

/**
 * One case type's table of states and events. Thread-safe. The machine that answers is set anew to
 * the state it is asked about and keeps nothing of its own, so its answer to a state and an event
 * never changes: it is asked for each pair once, which takes it a third of a millisecond.
 *
 * @param <S> the states
 * @param <E> the events
 */
public final class Lifecycle<S extends Enum<S>, E extends Enum<E>> {

  private final Class<S> states;
  private final Class<E> events;
  private final S initial;
  private final Map<S, Map<E, S>> table;
  private final Map<Step<S, E>, Optional<S>> answers = new ConcurrentHashMap<>();

  private record Step<S, E>(S from, E event) {}

  private Lifecycle(Class<S> states, Class<E> events, S initial, Map<S, Map<E, S>> table) {
    this.states = states;
    this.events = events;
    this.initial = initial;
    this.table = table;
  }

  /** Starts the table of a case type. */
  public static <S extends Enum<S>, E extends Enum<E>> Table<S, E> of(
      Class<S> states, Class<E> events, S initial) {
    return new Table<>(states, events, initial);
  }

  public S initial() {
    return initial;
  }

  /** Where the event leads from the state; empty when the table does not allow it there. */
  public Optional<S> next(S from, E event) {
    return answers.computeIfAbsent(new Step<>(from, event), this::ask);
  }

  private Optional<S> ask(Step<S, E> step) {
    // Of its own for each question: whatever state it ends in must not meet another.
    StateMachine<S, E> machine = build();
    DefaultStateMachineContext<S, E> context =
        new DefaultStateMachineContext<>(step.from(), null, null, null);
    machine
        .getStateMachineAccessor()
        .doWithAllRegions(access -> access.resetStateMachineReactively(context).block());
    machine.startReactively().block();
    boolean accepted =
        Boolean.TRUE.equals(
            machine
                .sendEvent(Mono.just(MessageBuilder.withPayload(step.event()).build()))
                .any(result -> result.getResultType() == ResultType.ACCEPTED)
                .block());
    Optional<S> target = accepted ? Optional.of(machine.getState().getId()) : Optional.empty();
    machine.stopReactively().block();
    return target;
  }

  /** The events the table allows in this state. */
  public Set<E> allowed(S state) {
    Set<E> allowed = EnumSet.noneOf(events);
    allowed.addAll(table.getOrDefault(state, Map.of()).keySet());
    return allowed;
  }

  /** True when no event leads out of this state. */
  public boolean isFinal(S state) {
    return allowed(state).isEmpty();
  }

  private StateMachine<S, E> build() {
    try {
      StateMachineBuilder.Builder<S, E> builder = StateMachineBuilder.builder();
      builder
          .configureConfiguration()
          .withConfiguration()
          .beanFactory(new StaticListableBeanFactory())
          .autoStartup(false);
      builder.configureStates().withStates().initial(initial).states(EnumSet.allOf(states));
      var transitions = builder.configureTransitions();
      for (Map.Entry<S, Map<E, S>> row : table.entrySet()) {
        for (Map.Entry<E, S> cell : row.getValue().entrySet()) {
          transitions
              .withExternal()
              .source(row.getKey())
              .event(cell.getKey())
              .target(cell.getValue());
        }
      }
      return builder.build();
    } catch (Exception cause) {
      throw new IllegalStateException(
          "the table of " + states.getSimpleName() + " is wrong", cause);
    }
  }

  /** The table while it is being written. */
  public static final class Table<S extends Enum<S>, E extends Enum<E>> {

    private final Class<S> states;
    private final Class<E> events;
    private final S initial;
    private final Map<S, Map<E, S>> table = new HashMap<>();

    private Table(Class<S> states, Class<E> events, S initial) {
      this.states = states;
      this.events = events;
      this.initial = initial;
    }

    /**
     * @throws IllegalArgumentException when the same state and event were given before
     */
    public Table<S, E> on(E event, S from, S to) {
      if (table.computeIfAbsent(from, row -> new EnumMap<>(events)).put(event, to) != null) {
        throw new IllegalArgumentException(from + " --" + event + " is in the table twice");
      }
      return this;
    }

    public Lifecycle<S, E> build() {
      return new Lifecycle<>(states, events, initial, Map.copyOf(table));
    }
  }
}
