package dev.merchantreview.pk;

import dev.merchantreview.cases.CaseRenamed;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.streamer.Streamer;
import dev.merchantreview.streamer.StreamerWatcher;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Sessions are found by the nicknames of their sides: tells when one of those is another. */
@Component
class RenamedStreamers implements StreamerWatcher {

  private final PkSessions sessions;
  private final ApplicationEventPublisher events;

  RenamedStreamers(PkSessions sessions, ApplicationEventPublisher events) {
    this.sessions = sessions;
    this.events = events;
  }

  @Override
  public void changed(@Nullable Streamer before, Streamer after, ActorRef by) {
    if (before != null && !before.nickname().equals(after.nickname())) {
      sessions.idsOf(after.id()).forEach(id -> events.publishEvent(new CaseRenamed(id)));
    }
  }
}
