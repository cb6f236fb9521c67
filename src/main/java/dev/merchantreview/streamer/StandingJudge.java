package dev.merchantreview.streamer;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.LoopingService;
import dev.merchantreview.shared.OutsideUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
  private final OneInstance oneInstance;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  StandingJudge(
      Standings standings,
      Streamers streamers,
      StreamerRules rules,
      Platforms platforms,
      OneInstance oneInstance,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock) {
    super("standing-judge", IDLE);
    this.standings = standings;
    this.streamers = streamers;
    this.rules = rules;
    this.platforms = platforms;
    this.oneInstance = oneInstance;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(StreamerChanged changed) {
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

  private boolean judgeSome() {
    StreamerRules.Version version = rules.version();
    List<Standings.Unjudged> portion = standings.unjudged(platforms.served(), version, PORTION);
    for (Standings.Unjudged unjudged : portion) {
      streamers
          .find(unjudged.streamerId())
          .filter(streamer -> streamer.version() == unjudged.version())
          .ifPresent(streamer -> keep(unjudged, version, rules.ask(streamer, unjudged.platform())));
    }
    return !portion.isEmpty();
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
