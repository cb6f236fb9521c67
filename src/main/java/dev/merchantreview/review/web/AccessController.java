package dev.merchantreview.review.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.engine.TaskHolders;
import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.history.Reads;
import dev.merchantreview.history.RecordedEvent;
import dev.merchantreview.review.CaseReads;
import dev.merchantreview.review.ReviewedTypes;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.PersonalField;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Query;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Who saw the personal data and the papers of a case. */
@RestController
@RequestMapping("/api/v1/cases")
@Tag(name = "Access", description = "查阅记录: who saw personal data, papers and dossiers of a case")
class AccessController {

  private final CaseReads reads;
  private final ReviewedTypes types;
  private final CaseAccess access;
  private final WorkingCalendar calendar;

  AccessController(
      CaseReads reads, ReviewedTypes types, CaseAccess access, WorkingCalendar calendar) {
    this.reads = reads;
    this.types = types;
    this.access = access;
    this.calendar = calendar;
  }

  /** What was seen. */
  enum What {
    PERSONAL_DATA,
    DOCUMENT,
    DOSSIER
  }

  /** Where it is known from. */
  enum Source {
    CASE_HISTORY,
    DOCUMENT_HISTORY
  }

  /**
   * Somebody saw something.
   *
   * @param what PERSONAL_DATA unmasked; a DOCUMENT, also drawn small, by the service itself for a
   *     form; a DOSSIER of a reviewer's task, of whoever gave a verdict in it, also one that did
   *     not count
   * @param event the number of the event in the history it is in
   * @param action that event's action
   * @param by who; the id is null for the owner of the case, who learns the kind alone
   * @param purpose why, as whoever saw personal data said; null for others
   * @param fields what of the personal data, where not all of it was asked for; null for others
   * @param documentId the document; null for what is none
   * @param documentKind what the document proves; null for what is none
   * @param elementId the user task; null for what is no dossier, and for merchants
   * @param taskKey the task's key in the engine; null for what is no dossier, and for merchants
   */
  record AccessView(
      OffsetDateTime at,
      What what,
      Source source,
      long event,
      String action,
      ReaderView by,
      @Nullable String purpose,
      @Nullable List<PersonalField> fields,
      @Nullable String documentId,
      @Nullable String documentKind,
      @Nullable String elementId,
      @Nullable String taskKey) {}

  /**
   * @param id null for the owner of a case, and where nobody is on record for a verdict
   */
  @Schema(name = "AccessReaderView")
  record ReaderView(ActorRef.Kind kind, @Nullable String id) {}

  /**
   * Dossiers somebody has taken, or took and gave no verdict in: as the cluster's own records show
   * it now, which name no time. Nobody can know who opened a task without taking it, nor who had
   * one before the last who took it.
   *
   * @param answered false when the cluster did not answer: then this part is missing
   * @param complete false where the case has more process instances than were asked about
   * @param tasks newest first, without those that the list has
   */
  record TakenView(boolean answered, boolean complete, List<TaskView> tasks) {}

  /**
   * @param taskKey the task's key in the engine
   * @param person who took it last
   */
  @Schema(name = "AccessTaskView")
  record TaskView(String taskKey, String elementId, String person, TaskHolders.State state) {}

  /**
   * @param items newest first
   * @param next the {@code cursor} of the next page, or null on the last
   * @param taken with the first page alone, and null for the owner of the case
   */
  record AccessPage(List<AccessView> items, @Nullable String next, @Nullable TakenView taken) {}

  @GetMapping("/{id}/access")
  @MayCall
  @Operation(
      operationId = "listAccess",
      summary = "Who saw personal data, papers and dossiers of a case, newest first",
      description =
          "Masked data is no personal data: who reads a case, its rounds or its page is not listed."
              + " Who opened a task in Tasklist without taking it cannot be known. The owner of a"
              + " case learns when its data and papers were seen, by whom in kind, and why; not who"
              + " the person was, and nothing of tasks. Who is only a side of it is told nothing.")
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  AccessPage access(
      @PathVariable String id,
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller) {
    Query query = new Query(parameters, Set.of());
    int limit = query.limit();
    Optional<Page.Cursor> after = query.cursor();
    if (after.filter(cursor -> !Reads.isOurs(cursor)).isPresent()) {
      query.wrong(FieldError.of("#query/cursor", "WRONG_CURSOR"));
    }
    query.check();
    boolean all = caller.readsAll();
    CaseId caseId =
        CaseId.of(id)
            .filter(
                known ->
                    access
                        .partiesOf(known)
                        .filter(
                            parties -> all || parties.owners().stream().anyMatch(caller::actsFor))
                        .isPresent())
            .orElseThrow(() -> ApiProblem.notFound(id));
    Page<AccessView> page =
        Page.of(
            reads.of(caseId, all, after, limit + 1),
            limit,
            Reads.Found::cursor,
            found -> view(caseId, found, all));
    return new AccessPage(page.items(), page.next(), all && after.isEmpty() ? taken(caseId) : null);
  }

  private AccessView view(CaseId caseId, Reads.Found found, boolean all) {
    RecordedEvent event = found.event();
    What what =
        switch (event.action()) {
          case Reads.PERSONAL_DATA_READ -> What.PERSONAL_DATA;
          case Reads.DOCUMENT_READ -> What.DOCUMENT;
          default -> What.DOSSIER;
        };
    return new AccessView(
        event.at().atZone(calendar.zone()).toOffsetDateTime(),
        what,
        found.history().equals(caseId) ? Source.CASE_HISTORY : Source.DOCUMENT_HISTORY,
        event.seq(),
        event.action(),
        reader(event, all),
        what == What.PERSONAL_DATA ? text(event.details(), "purpose") : null,
        what == What.PERSONAL_DATA ? fields(event.details()) : null,
        what == What.DOCUMENT ? found.history().value() : null,
        what == What.DOCUMENT ? text(event.details(), "kind") : null,
        what == What.DOSSIER && all ? userTask(caseId, event) : null,
        what == What.DOSSIER && all ? text(event.details(), "taskKey") : null);
  }

  private @Nullable String userTask(CaseId caseId, RecordedEvent event) {
    String element = event.elementId();
    return element == null ? null : types.userTask(caseId, element).orElse(element);
  }

  /** A verdict that did not count is an event of the service's own, which names the person. */
  private static ReaderView reader(RecordedEvent event, boolean all) {
    String named = text(event.details(), "reviewer");
    return named != null && event.actor().kind() == ActorRef.Kind.SYSTEM
        ? new ReaderView(ActorRef.Kind.AUDITOR, all && !named.isEmpty() ? named : null)
        : new ReaderView(event.actor().kind(), all ? event.actor().id() : null);
  }

  private static @Nullable String text(JsonNode details, String name) {
    return details.path(name).isString() ? details.path(name).asString() : null;
  }

  private static @Nullable List<PersonalField> fields(JsonNode details) {
    return details.path("fields").isArray()
        ? details
            .path("fields")
            .valueStream()
            .map(field -> PersonalField.valueOf(field.asString()))
            .toList()
        : null;
  }

  private TakenView taken(CaseId caseId) {
    return reads
        .taken(caseId)
        .map(
            answer ->
                new TakenView(
                    true,
                    answer.complete(),
                    answer.tasks().stream()
                        .map(
                            task ->
                                new TaskView(
                                    Long.toString(task.taskKey()),
                                    task.elementId(),
                                    task.person(),
                                    task.state()))
                        .toList()))
        .orElseGet(() -> new TakenView(false, false, List.of()));
  }
}
