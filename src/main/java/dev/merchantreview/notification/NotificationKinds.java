package dev.merchantreview.notification;

import dev.merchantreview.history.RecordedEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Which kind of notification an event leads to, as the modules say by {@link NotifiedEvents}. */
@Component
public class NotificationKinds {

  private static final String STATE_CHANGED = "STATE_CHANGED";

  private final Map<String, String> merchants;
  private final Map<String, String> named;
  private final Map<String, String> operators;

  /**
   * @throws IllegalStateException when two modules say of the same action what it leads to
   */
  NotificationKinds(List<NotifiedEvents> events) {
    this.merchants = all(events, NotifiedEvents::merchants);
    this.named = all(events, NotifiedEvents::named);
    this.operators = all(events, NotifiedEvents::operators);
  }

  private static Map<String, String> all(
      List<NotifiedEvents> events, Function<NotifiedEvents, Map<String, String>> part) {
    return events.stream()
        .flatMap(one -> part.apply(one).entrySet().stream())
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** What the merchants of the case are told; empty for nothing. */
  Optional<String> toMerchants(RecordedEvent event) {
    boolean changed = event.toState() != null && !event.toState().equals(event.fromState());
    return Optional.ofNullable(
        merchants.getOrDefault(event.action(), changed ? STATE_CHANGED : null));
  }

  /** What the merchants are told whom the event names; empty for nothing. */
  Optional<String> toNamedMerchants(RecordedEvent event) {
    return Optional.ofNullable(named.get(event.action()));
  }

  /** What the platform's operators are told; empty for nothing. */
  Optional<String> toOperators(RecordedEvent event) {
    return Optional.ofNullable(operators.get(event.action()));
  }

  /** All there are, in the order of their names. */
  public Set<String> all() {
    return Stream.of(Set.of(STATE_CHANGED), merchants.values(), named.values(), operators.values())
        .flatMap(Collection::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
