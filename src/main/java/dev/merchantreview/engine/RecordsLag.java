package dev.merchantreview.engine;

import dev.merchantreview.shared.OutsideUnavailableException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells when it can be believed that something is not in the cluster's records, which run behind
 * the engine: each partition of the engine is given a {@link RecordsProbe}, and once the records
 * show all of them, they show whatever happened before.
 *
 * <p>It is measured only when somebody asks. One round of probes is under way at a time, however
 * many ask; nobody waits for another's questions to the records.
 */
@Component
public class RecordsLag {

  private static final Logger log = LoggerFactory.getLogger(RecordsLag.class);

  /** After that long without being asked again a question is another one (ours). */
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  /** After that long a round may have been lost with the records, and another is begun (ours). */
  private static final Duration LOST = Duration.ofMinutes(10);

  private final RecordsChoice records;
  private final RecordsProbe probe;
  private final EngineProperties properties;
  private final ReentrantLock looking = new ReentrantLock();

  // All times are those of System.nanoTime: a clock that is set changes nothing here.
  private final Map<String, Question> asked = new HashMap<>();
  private @Nullable ClusterRecords readFrom;
  private @Nullable Long shownUpTo;
  private @Nullable Long unbelievedUntil;
  private volatile RecordsProbe.@Nullable Round round;
  private volatile Duration measured = Duration.ZERO;
  private volatile boolean told;

  RecordsLag(
      RecordsChoice records,
      RecordsProbe probe,
      EngineProperties properties,
      MeterRegistry meters) {
    this.records = records;
    this.probe = probe;
    this.properties = properties;
    Gauge.builder("merchantreview.engine.records.lag", this, lag -> lag.measured().toMillis() / 1e3)
        .description("How long the cluster's records needed at last, or need already")
        .baseUnit("seconds")
        .register(meters);
  }

  /** What the records say of something that should be there. */
  public enum Presence {
    PRESENT,
    /** It is not there, and the records show all that had happened when it was asked for first. */
    ABSENT,
    /** They do not show it, and may not have come so far. */
    UNKNOWN
  }

  private record Question(long first, long last) {}

  /** How long the records needed at last, or need already; zero before it was ever asked. */
  public Duration measured() {
    return measured;
  }

  /**
   * Looks for something, so that its absence can be believed.
   *
   * @param question what one wants to decide, the same words each time it is asked, and other words
   *     when it is about something that happened later; it is forgotten once it is answered
   * @param isThere reads the records
   * @throws OutsideUnavailableException when the engine or its records do not answer
   */
  public Presence of(String question, BooleanSupplier isThere) {
    return of(question, Duration.ZERO, isThere);
  }

  /**
   * The same of something that is written into the records by somebody else than the engine, a
   * while after it happened there.
   *
   * @param patience how long it has to be asked for at least before it is believed to be missing
   */
  Presence of(String question, Duration patience, BooleanSupplier isThere) {
    ClusterRecords api = records.now();
    // Before the read: what is shown only afterwards says nothing about it.
    boolean reached = isReached(question, patience, api);
    if (isThere.getAsBoolean()) {
      forget(question);
      return Presence.PRESENT;
    }
    if (reached) {
      forget(question);
      return Presence.ABSENT;
    }
    if (looking.tryLock()) {
      try {
        look(api, question);
      } finally {
        looking.unlock();
      }
    }
    return Presence.UNKNOWN;
  }

  /** Something happened since that the question is about; it is a new one when it comes again. */
  synchronized void forget(String question) {
    asked.remove(question);
  }

  private synchronized boolean isReached(String question, Duration patience, ClusterRecords api) {
    long now = System.nanoTime();
    if (readFrom != api) {
      // What is kept behind the other API is moved there by the upgrade, and that takes its time.
      unbelievedUntil =
          readFrom == null ? null : now + properties.unbelievedAfterUpgrade().toNanos();
      readFrom = api;
      shownUpTo = null;
      round = null;
      asked.clear();
    }
    asked.values().removeIf(one -> now - one.last() > FORGOTTEN.toNanos());
    Question before = asked.get(question);
    Question one = new Question(before == null ? now : before.first(), now);
    asked.put(question, one);
    return isShown(one.first())
        && now - one.first() >= patience.toNanos()
        && (unbelievedUntil == null || now - unbelievedUntil > 0);
  }

  private boolean isShown(long first) {
    Long upTo = shownUpTo;
    return upTo != null && first - upTo <= 0;
  }

  /** By one at a time. */
  private void look(ClusterRecords api, String question) {
    RecordsProbe.Round current = round;
    if (current == null) {
      round = probe.give();
      return;
    }
    Duration age = Duration.ofNanos(System.nanoTime() - current.begun());
    if (!probe.isShown(current, api)) {
      if (age.compareTo(measured) > 0) {
        measured = age;
      }
      if (age.compareTo(LOST) > 0) {
        tellOnce(age);
        round = probe.give();
      }
      return;
    }
    measured = age;
    told = false;
    if (hasShown(current, question)) {
      round = probe.give();
    }
  }

  /** Whether the question came later than what is shown now. */
  private synchronized boolean hasShown(RecordsProbe.Round current, String question) {
    if (round == current) {
      shownUpTo = current.begun();
      round = null;
    }
    Question one = asked.get(question);
    return one != null && !isShown(one.first());
  }

  private void tellOnce(Duration age) {
    if (!told) {
      told = true;
      log.warn(
          "The cluster's records do not show what the engine did {} ago; what is missing there is not"
              + " decided. They are behind, or the service may not read instances of {}, see"
              + " docs/camunda-permissions.md",
          age,
          RecordsProbe.PROCESS);
    }
  }
}
