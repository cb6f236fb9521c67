package dev.merchantreview.streamer;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.engine.EditionsChanged;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.LoopingService;
import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.RefusedRuleException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has the decision tables judge every streamer's figures, soon after they change: the engine cannot
 * be asked each time a product is hung.
 */
@Component
class StandingJudge extends LoopingService {

  private static final Logger LOG = LoggerFactory.getLogger(StandingJudge.class);
  private static final int PORTION = 50;
  private static final Duration IDLE = Duration.ofSeconds(5);

  private final Standings standings;
  private final Streamers streamers;
  private final StreamerRules rules;
  private final Platforms platforms;
  private final JudgingFailures failures;
  private final OneInstance oneInstance;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  /** Where each platform's looking is that has not come to its end. */
  private final Map<Platform, StandingLooks.Look> begun = new EnumMap<>(Platform.class);

  private final StandingLooks looks = new StandingLooks();

  StandingJudge(
      Standings standings,
      Streamers streamers,
      StreamerRules rules,
      Platforms platforms,
      JudgingFailures failures,
      OneInstance oneInstance,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock) {
    super("standing-judge", IDLE);
    this.standings = standings;
    this.streamers = streamers;
    this.rules = rules;
    this.platforms = platforms;
    this.failures = failures;
    this.oneInstance = oneInstance;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(StreamerChanged changed) {
    wake();
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(EditionsChanged changed) {
    failures.tryAgain();
    wake();
  }

  @Override
  protected boolean workSome() {
    AtomicBoolean more = new AtomicBoolean();
    try {
      oneInstance.inTurn(SharedJob.STANDINGS, () -> more.set(judgeSome()));
    } catch (OutsideUnavailableException away) {
      LOG.debug("Nobody is judged now: {}", away.getMessage());
    }
    return more.get();
  }

  /** Each platform for itself: an edition that cannot be asked is one platform's. */
  private boolean judgeSome() {
    StreamerRules.Version version = rules.version();
    boolean more = false;
    for (Platform platform : new TreeSet<>(platforms.served())) {
      try {
        more |= !failures.waits(platform, clock.instant()) && judgeSome(platform, version);
      } catch (OutsideUnavailableException away) {
        LOG.debug("Nobody of {} is judged now: {}", platform, away.getMessage());
      } catch (RefusedRuleException refused) {
        failures.refused(platform, String.valueOf(refused.getMessage()), clock.instant());
      }
    }
    return more;
  }

  /**
   * @return false at the end of a pass over all of the platform: whoever failed is tried in a later
   *     one
   */
  private boolean judgeSome(Platform platform, StreamerRules.Version version) {
    StandingLooks.Look look = begun.get(platform);
    if (look == null || !look.version().equals(version)) {
      look = looks.begin(platform, version, clock.instant());
    }
    List<Standings.Unjudged> portion =
        standings.unjudged(platform, version, look.since(), look.after(), PORTION);
    for (Standings.Unjudged unjudged : portion) {
      boolean judged = !failures.waits(unjudged, clock.instant()) && judge(unjudged, version);
      look = judged ? look : look.withSomeLeft();
    }
    if (portion.size() < PORTION) {
      begun.remove(platform);
      looks.ended(platform, look);
      failures.passed(platform, clock.instant());
      return false;
    }
    begun.put(platform, look.behind(portion.getLast().streamerId()));
    return true;
  }

  /**
   * @return false when it failed, and is tried again
   */
  private boolean judge(Standings.Unjudged unjudged, StreamerRules.Version version) {
    try {
      streamers
          .find(unjudged.streamerId())
          .filter(streamer -> streamer.version() == unjudged.version())
          .ifPresent(streamer -> keep(unjudged, version, rules.ask(streamer, unjudged.platform())));
      failures.judged(unjudged);
      return true;
    } catch (OutsideUnavailableException | RefusedRuleException forAll) {
      throw forAll;
    } catch (RuntimeException failed) {
      failures.failed(unjudged, failed.toString(), clock.instant());
      return false;
    }
  }

  /** Whoever has to act on it does so in the same transaction. */
  private void keep(
      Standings.Unjudged judged, StreamerRules.Version version, StreamerRules.Answer answer) {
    transaction.executeWithoutResult(
        status -> {
          standings.keep(judged, version, answer, clock.instant());
          events.publishEvent(new StandingJudged(judged.streamerId(), judged.platform()));
        });
  }
}
