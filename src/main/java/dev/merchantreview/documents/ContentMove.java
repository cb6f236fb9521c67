package dev.merchantreview.documents;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.shared.Sha256;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves contents out of the database, one after the other: each is kept first, and leaves the
 * database in a transaction of its own.
 */
@Component
class ContentMove {

  private static final Logger log = LoggerFactory.getLogger(ContentMove.class);
  private static final int PORTION = 100;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Contents contents;
  private final boolean wanted;
  private final OneInstance oneInstance;
  private final Counter moved;

  ContentMove(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Contents contents,
      ContentProperties properties,
      OneInstance oneInstance,
      MeterRegistry meters) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.contents = contents;
    this.wanted = properties.keptIn() == ContentProperties.KeptIn.STORE;
    this.oneInstance = oneInstance;
    this.moved =
        Counter.builder("merchantreview.documents.moved")
            .description("Contents this instance moved out of the database")
            .register(meters);
  }

  @Scheduled(
      initialDelayString = "${merchant-review.documents.move-interval}",
      fixedDelayString = "${merchant-review.documents.move-interval}")
  void move() {
    if (!wanted) {
      return;
    }
    try {
      oneInstance.ifFree(SharedJob.CONTENTS_MOVED, this::moveAll);
    } catch (OutsideUnavailableException away) {
      log.warn("Contents stay in the database for now: {}", away.getMessage());
    }
  }

  private void moveAll() {
    int all = 0;
    String last = "";
    List<String> portion;
    do {
      portion = next(last);
      for (String id : portion) {
        if (moveOne(id)) {
          moved.increment();
          all++;
        }
        last = id;
      }
    } while (portion.size() == PORTION);
    if (all > 0) {
      log.info("{} contents were moved out of the database", all);
    }
  }

  private List<String> next(String after) {
    return jdbc.sql(
            "select id from document where content is not null and id > :after order by id limit :most")
        .param("after", after)
        .param("most", PORTION)
        .query((row, number) -> row.getString("id"))
        .list();
  }

  private record InDatabase(String sha256, byte[] content) {}

  private boolean moveOne(String id) {
    Optional<InDatabase> there =
        jdbc.sql("select sha256, content from document where id = :id and content is not null")
            .param("id", id)
            .query(
                (row, number) -> new InDatabase(row.getString("sha256"), row.getBytes("content")))
            .optional();
    if (there.isEmpty()) {
      return false;
    }
    if (!Sha256.hex(there.get().content()).equals(there.get().sha256())) {
      contents.damagedInDatabase(id);
      return false;
    }
    String contentId = contents.keep(there.get().content());
    return Boolean.TRUE.equals(transaction.execute(status -> leave(id, contentId)));
  }

  private boolean leave(String id, String contentId) {
    // One that was erased meanwhile gets nothing back.
    int left =
        jdbc.sql(
                "update document set content = null, content_id = :contentId where id = :id and content is not null")
            .param("contentId", contentId)
            .param("id", id)
            .update();
    if (left == 0) {
      return false;
    }
    contents.use(contentId);
    return true;
  }
}
