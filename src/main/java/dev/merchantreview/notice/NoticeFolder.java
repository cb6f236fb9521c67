package dev.merchantreview.notice;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What is in this instance's {@code config/notices}, and what of it came too late. */
@Component
class NoticeFolder {

  private static final Logger LOG = LoggerFactory.getLogger(NoticeFolder.class);

  private volatile Set<String> ids = Set.of();
  private final Map<String, String> untaken = new ConcurrentSkipListMap<>();

  NoticeFolder(MeterRegistry meters) {
    Gauge.builder("merchantreview.rules.files.untaken", untaken, Map::size)
        .description(
            "Files of config/notices that change nothing, because of what is on record by now")
        .register(meters);
  }

  /** Says what was found there. */
  void found(Set<String> noticeIds) {
    ids = Set.copyOf(noticeIds);
    untaken.clear();
  }

  boolean has(String noticeId) {
    return ids.contains(noticeId);
  }

  /** A file changes nothing, and was right before time passed, or a call was answered. */
  void untaken(String file, String why) {
    untaken.put(file, why);
    LOG.error("config/notices: {} changes nothing: {}", file, why);
  }

  /** The files that change nothing, each with why. */
  Map<String, String> untaken() {
    return Map.copyOf(untaken);
  }
}
