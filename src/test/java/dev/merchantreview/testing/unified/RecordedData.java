package dev.merchantreview.testing.unified;

import dev.merchantreview.testing.unified.Recorded.Definition;
import dev.merchantreview.testing.unified.Recorded.Instance;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster keeps, and what of it can be found already: a search answers from an index that
 * follows later.
 */
final class RecordedData {

  private final Map<Kind, Map<String, Recorded>> kept = new EnumMap<>(Kind.class);
  private final Map<Kind, Map<String, Recorded>> found = new EnumMap<>(Kind.class);

  /** How many more requests do not find what was put since; of these kinds only. */
  private final Map<Kind, Long> late = new EnumMap<>(Kind.class);

  RecordedData() {
    for (Kind kind : Kind.values()) {
      kept.put(kind, new LinkedHashMap<>());
      found.put(kind, new LinkedHashMap<>());
    }
  }

  synchronized void put(Recorded recorded) {
    of(kept, recorded.kind()).put(recorded.id(), recorded);
    if (!late.containsKey(recorded.kind())) {
      of(found, recorded.kind()).put(recorded.id(), recorded);
    }
  }

  synchronized void remove(Kind kind, String id) {
    of(kept, kind).remove(id);
    if (!late.containsKey(kind)) {
      of(found, kind).remove(id);
    }
  }

  /** What is put from now on is found after so many requests for its kind. */
  synchronized void hold(Kind kind, long requests) {
    late.put(kind, requests);
  }

  synchronized void release(Kind kind) {
    late.remove(kind);
    found.put(kind, new LinkedHashMap<>(of(kept, kind)));
  }

  /** What a request for a kind finds. */
  synchronized List<Recorded> ask(Kind kind) {
    Long left = late.get(kind);
    if (left != null) {
      if (left <= 0) {
        release(kind);
      } else {
        late.put(kind, left - 1);
      }
    }
    return find(kind);
  }

  /** What can be found of a kind, asked for as a part of another question. */
  synchronized List<Recorded> find(Kind kind) {
    return List.copyOf(of(found, kind).values());
  }

  /** What there is, found already or not: a command goes to the engine and not to the index. */
  synchronized Optional<Recorded> kept(Kind kind, String id) {
    return Optional.ofNullable(of(kept, kind).get(id));
  }

  Definition definition(long key) {
    return (Definition) needed(kept(Kind.DEFINITION, Long.toString(key)).orElse(null), key);
  }

  Definition definitionOf(long instanceKey) {
    Recorded instance = kept(Kind.INSTANCE, Long.toString(instanceKey)).orElse(null);
    return definition(((Instance) needed(instance, instanceKey)).definitionKey());
  }

  private static Recorded needed(@Nullable Recorded recorded, long key) {
    return Objects.requireNonNull(recorded, () -> "nothing was put with the key " + key);
  }

  private static Map<String, Recorded> of(Map<Kind, Map<String, Recorded>> all, Kind kind) {
    return Objects.requireNonNull(all.get(kind));
  }
}
