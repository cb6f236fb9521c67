package dev.merchantreview.history;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Page;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The events by which somebody saw what others do not: of a case and of its documents. */
@Component
public class Reads {

  /** Somebody saw personal data of a case. */
  public static final String PERSONAL_DATA_READ = "PERSONAL_DATA_READ";

  /** Somebody read an uploaded document. */
  public static final String DOCUMENT_READ = "DOCUMENT_READ";

  /**
   * Events of people at a user task: verdicts that counted, and those that did not, whose event is
   * the service's own and names the person.
   */
  private static final String AT_TASKS =
      "(element_id is not null and (actor_kind = 'AUDITOR' or action like 'VERDICT\\_%'))";

  private final JdbcClient jdbc;
  private final History history;

  Reads(JdbcClient jdbc, History history) {
    this.jdbc = jdbc;
    this.history = history;
  }

  /**
   * An event, and whose it is.
   *
   * @param history the case's, or a document's
   */
  public record Found(CaseId history, RecordedEvent event) {

    /** Where a page that ends here ends. */
    public Page.Cursor cursor() {
      return new Page.Cursor(event.at(), history + ":" + event.seq());
    }
  }

  /**
   * Which events are wanted.
   *
   * @param documents the documents whose reads are wanted
   * @param tasks whether what people did at user tasks is wanted too
   */
  public record Wanted(CaseId caseId, Collection<String> documents, boolean tasks) {}

  /** Newest first, in one question however many documents there are. */
  @Transactional(readOnly = true)
  public List<Found> newestFirst(Wanted wanted, Optional<Page.Cursor> after, int limit) {
    return jdbc.sql(
            """
            select * from (
                select case_id, %1$s from history_event
                 where case_id = :caseId and (action = '%2$s' or (:tasks and %4$s))
                union all
                select case_id, %1$s from history_event
                 where case_id = any(:documents) and action = '%3$s') read
             where (at, case_id, seq) < (:at, :id, :seq)
             order by at desc, case_id desc, seq desc limit :limit
            """
                .formatted(History.COLUMNS, PERSONAL_DATA_READ, DOCUMENT_READ, AT_TASKS))
        .param("caseId", wanted.caseId().value())
        .param("documents", wanted.documents().toArray(String[]::new))
        .param("tasks", wanted.tasks())
        .params(place(after))
        .param("limit", limit)
        .query(
            (row, number) ->
                new Found(new CaseId(row.getString("case_id")), history.event(row, number)))
        .list();
  }

  /** The keys of the tasks at which people did something, as their events have them. */
  @Transactional(readOnly = true)
  public List<String> taskKeys(CaseId caseId) {
    return jdbc.sql(
            "select distinct details::jsonb ->> 'taskKey' from history_event where case_id = :caseId and "
                + AT_TASKS
                + " and jsonb_exists(details::jsonb, 'taskKey')")
        .param("caseId", caseId.value())
        .query((row, number) -> row.getString(1))
        .list();
  }

  private static Map<String, Object> place(Optional<Page.Cursor> after) {
    return after
        .<Map<String, Object>>map(
            cursor -> {
              int colon = cursor.id().lastIndexOf(':');
              return Map.of(
                  "at", Timestamp.from(cursor.at()),
                  "id", cursor.id().substring(0, colon),
                  "seq", Long.parseLong(cursor.id().substring(colon + 1)));
            })
        .orElseGet(
            () ->
                Map.of(
                    "at",
                    Timestamp.valueOf("9999-01-01 00:00:00"),
                    "id",
                    "",
                    "seq",
                    Long.MAX_VALUE));
  }

  /** Whether a cursor is one of this list's. */
  public static boolean isOurs(Page.Cursor cursor) {
    return cursor.id().matches("[a-z]{2}_[0-9a-z]{16}:[1-9][0-9]{0,17}");
  }
}
