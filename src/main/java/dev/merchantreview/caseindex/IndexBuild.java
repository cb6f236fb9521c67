package dev.merchantreview.caseindex;

import dev.merchantreview.cases.CaseType;
import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.DatabaseAway;
import dev.merchantreview.shared.OutsideUnavailableException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the whole index anew from the cases' tables, while they go on. A row that is right is left
 * alone, so that a rebuild also tells how many were not.
 */
@Component
public class IndexBuild {

  private static final Logger log = LoggerFactory.getLogger(IndexBuild.class);
  private static final int PORTION = 500;
  private static final String NOT_COMPLETE = "the index of cases is being made";

  private final JdbcClient jdbc;
  private final CaseTypes types;
  private final IndexRows rows;
  private final IndexWriter writer;
  private final CaseFigures figures;
  private final UnreadableCases unreadable;
  private final OneInstance oneInstance;
  private final TransactionTemplate snapshot;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private volatile boolean complete;

  IndexBuild(
      JdbcClient jdbc,
      CaseTypes types,
      IndexRows rows,
      IndexWriter writer,
      CaseFigures figures,
      UnreadableCases unreadable,
      OneInstance oneInstance,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.jdbc = jdbc;
    this.types = types;
    this.rows = rows;
    this.writer = writer;
    this.figures = figures;
    this.unreadable = unreadable;
    this.oneInstance = oneInstance;
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.snapshot.setReadOnly(true);
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * How the index stands.
   *
   * @param builtAt when it was complete last; null while it is not
   * @param askedAt when the last rebuild was asked for; null when none ever was
   * @param running whether a rebuild was asked for and has not ended
   * @param cases how many cases the last one looked at
   * @param repaired how many of their rows were missing or not right
   * @param unreadable how many cases have no right row now because they cannot be read
   */
  public record Status(
      @Nullable Instant builtAt,
      @Nullable Instant askedAt,
      @Nullable String askedBy,
      boolean running,
      long cases,
      long repaired,
      long unreadable) {}

  /** How the index stands. */
  public Status status() {
    return jdbc.sql(
            "select built_at, asked_at, asked_by, wanted, cases, repaired,"
                + " (select count(*) from case_index_unreadable) as unreadable from case_index_build")
        .query(
            (row, number) -> {
              Timestamp built = row.getTimestamp("built_at");
              Timestamp asked = row.getTimestamp("asked_at");
              return new Status(
                  built == null ? null : built.toInstant(),
                  asked == null ? null : asked.toInstant(),
                  row.getString("asked_by"),
                  row.getBoolean("wanted"),
                  row.getLong("cases"),
                  row.getLong("repaired"),
                  row.getLong("unreadable"));
            })
        .single();
  }

  /**
   * @throws OutsideUnavailableException while the index is not complete
   */
  void requireComplete() {
    if (!complete) {
      complete = status().builtAt() != null;
      if (!complete) {
        throw new OutsideUnavailableException(NOT_COMPLETE, null);
      }
    }
  }

  /** Asks for a rebuild; one that was asked for and has not ended counts. */
  public Status ask(ActorRef by) {
    jdbc.sql(
            "update case_index_build set wanted = true, asked_at = :now, asked_by = :by where not wanted")
        .param("now", Timestamp.from(clock.instant()))
        .param("by", by.kind() + ":" + by.id())
        .update();
    return status();
  }

  /** Whether there is one to be done. */
  boolean isWanted() {
    return status().running();
  }

  /** Until when it was looked for what instances of before the index have written. */
  Instant lookedAt() {
    return jdbc.sql("select looked_at from case_index_build")
        .query((row, number) -> row.getTimestamp(1).toInstant())
        .single();
  }

  /** Nothing of before is missing. */
  void looked(Instant at) {
    jdbc.sql("update case_index_build set looked_at = :at")
        .param("at", Timestamp.from(at))
        .update();
  }

  /** Writes the rows of everything that has to do with something, where they are not right. */
  void repair(String key) {
    inPortions(after -> rows.with(key, after, PORTION));
  }

  /** Makes it anew. Two at once do the same work twice, and both rightly. */
  void run() {
    long cases = 0;
    long repaired = 0;
    for (CaseType type : types.all()) {
      Done done = inPortions(after -> type.ids(after, PORTION));
      cases += done.cases();
      repaired += done.repaired() + rows.removeOrphans(type.idPrefix());
    }
    oneInstance.inTurn(SharedJob.CASE_FIGURES, figures::countAnew);
    jdbc.sql(
            "update case_index_build set wanted = false, built_at = :now, cases = :cases, repaired = :repaired")
        .param("now", Timestamp.from(clock.instant()))
        .param("cases", cases)
        .param("repaired", repaired)
        .update();
    log.info(
        "The index of cases was compared: {} cases, {} rows were missing or not right",
        cases,
        repaired);
  }

  private record Done(long cases, long repaired) {}

  /**
   * @param next ids after one
   */
  private Done inPortions(Function<String, List<CaseId>> next) {
    Done done = new Done(0, 0);
    String after = "";
    List<CaseId> ids;
    do {
      ids = next.apply(after);
      done = new Done(done.cases() + ids.size(), done.repaired() + repair(ids));
      after = ids.isEmpty() ? after : ids.getLast().value();
    } while (ids.size() == PORTION);
    return done;
  }

  /**
   * What a moment saw says only which rows are to be written: it may have seen them with keys of
   * owners that are gone.
   */
  private long repair(List<CaseId> ids) {
    List<CaseId> wrong = Objects.requireNonNull(snapshot.execute(status -> wrong(ids)));
    return wrong.stream().filter(this::isWritten).count();
  }

  /**
   * One that cannot be read, as without its master key, does not keep the others from being found;
   * its row is written when it can be.
   */
  private boolean isWritten(CaseId id) {
    try {
      boolean written = Boolean.TRUE.equals(transaction.execute(status -> writer.write(id)));
      unreadable.forget(id);
      return written;
    } catch (RuntimeException failed) {
      if (DatabaseAway.explains(failed)) {
        throw failed;
      }
      unreadable.keep(id, failed);
      return false;
    }
  }

  /** Those whose rows are missing or not right, as one moment sees them. */
  private List<CaseId> wrong(List<CaseId> ids) {
    Map<String, IndexRow> kept = rows.kept(ids);
    return ids.stream().filter(id -> !isRight(id, kept.get(id.value()))).toList();
  }

  private boolean isRight(CaseId id, @Nullable IndexRow there) {
    try {
      return there != null && rows.of(id).filter(there::equals).isPresent();
    } catch (RuntimeException failed) {
      if (DatabaseAway.explains(failed)) {
        throw failed;
      }
      return false;
    }
  }
}
