package dev.merchantreview.filing;

import dev.merchantreview.catalog.Streamers;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.LoopingService;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Has the decision tables judge every streamer's figures, soon after they change: the engine cannot
 * be asked each time a product is hung.
 */
@Component
class StandingJudge extends LoopingService {

  private static final int PORTION = 50;
  private static final Duration IDLE = Duration.ofSeconds(5);

  private final Standings standings;
  private final Streamers streamers;
  private final StreamerRules rules;
  private final Platforms platforms;
  private final Clock clock;

  StandingJudge(
      Standings standings,
      Streamers streamers,
      StreamerRules rules,
      Platforms platforms,
      Clock clock) {
    super("standing-judge", IDLE);
    this.standings = standings;
    this.streamers = streamers;
    this.rules = rules;
    this.platforms = platforms;
    this.clock = clock;
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(StreamerChanged changed) {
    wake();
  }

  @Override
  protected boolean workSome() {
    List<Standings.Unjudged> portion =
        standings.unjudged(platforms.served(), rules.version(), PORTION);
    for (Standings.Unjudged unjudged : portion) {
      streamers
          .find(unjudged.streamerId())
          .filter(streamer -> streamer.version() == unjudged.version())
          .ifPresent(
              streamer ->
                  standings.keep(
                      unjudged,
                      rules.version(),
                      rules.ask(streamer, unjudged.platform()),
                      clock.instant()));
    }
    return !portion.isEmpty();
  }
}
