package dev.merchantreview.documents;

import dev.merchantreview.database.OldRows;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.shared.OutsideUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes contents that no document has: of uploads that were broken off, of documents that were
 * erased, and what was damaged and is replaced.
 *
 * <p>First a content is marked, which an upload that is about to use it prevents, and which keeps
 * every later one from it; then it leaves the store; then its record goes, with its key. Whatever
 * ends between is gone on with by the next run.
 */
@Component
class ContentRetention {

  private static final Logger log = LoggerFactory.getLogger(ContentRetention.class);
  private static final int PORTION = 200;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ContentStore store;
  private final Duration grace;
  private final OldRows old;
  private final OneInstance oneInstance;
  private final Clock clock;
  private final Counter removed;

  ContentRetention(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      ContentStore store,
      ContentProperties properties,
      OldRows old,
      OneInstance oneInstance,
      Clock clock,
      MeterRegistry meters) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.store = store;
    this.grace = properties.grace();
    this.old = old;
    this.oneInstance = oneInstance;
    this.clock = clock;
    this.removed =
        Counter.builder("merchantreview.documents.removed")
            .description("Contents this instance removed because no document has them")
            .register(meters);
  }

  @Scheduled(fixedDelayString = "PT1H")
  void remove() {
    if (!old.isDeleted()) {
      return;
    }
    try {
      oneInstance.ifFree(SharedJob.CONTENT_RETENTION, this::removeAll);
    } catch (OutsideUnavailableException away) {
      log.warn("Contents no document has stay for now: {}", away.getMessage());
    }
  }

  private void removeAll() {
    Instant before = clock.instant().minus(grace);
    while (mark(before) == PORTION) {
      removeMarked();
    }
    removeMarked();
    store.tidy(before);
  }

  /** A content that is taken meanwhile is looked at again, and stays. */
  private int mark(Instant before) {
    Integer marked =
        transaction.execute(
            status ->
                jdbc.sql(
                        """
                        update document_content set removing_at = :now
                         where id = any(array(select c.id from document_content c
                                               where not c.referenced and c.removing_at is null and c.used_at < :before
                                                 and not exists (select from document d where d.content_id = c.id)
                                               order by c.used_at limit :most))
                           and not referenced and removing_at is null and used_at < :before
                        """)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("before", Timestamp.from(before))
                    .param("most", PORTION)
                    .update());
    return marked == null ? 0 : marked;
  }

  private record Marked(String id, String address) {}

  private void removeMarked() {
    List<Marked> marked;
    do {
      marked =
          jdbc.sql(
                  "select id, address from document_content where removing_at is not null order by id limit :most")
              .param("most", PORTION)
              .query((row, number) -> new Marked(row.getString("id"), row.getString("address")))
              .list();
      for (Marked one : marked) {
        store.remove(one.address());
        transaction.executeWithoutResult(
            status ->
                jdbc.sql("delete from document_content where id = :id and removing_at is not null")
                    .param("id", one.id())
                    .update());
        removed.increment();
      }
    } while (marked.size() == PORTION);
  }
}
