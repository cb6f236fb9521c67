package dev.merchantreview.review;

import dev.merchantreview.documents.Document;
import dev.merchantreview.documents.Documents;
import dev.merchantreview.engine.TaskHolders;
import dev.merchantreview.history.Reads;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.shared.Page;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Who saw the personal data and the papers of a case. */
@Service
public class CaseReads {

  private static final Logger log = LoggerFactory.getLogger(CaseReads.class);

  private final ReviewedTypes types;
  private final Reads reads;
  private final TaskHolders holders;
  private final Documents documents;
  private final JdbcClient jdbc;
  private final JsonMapper json;

  CaseReads(
      ReviewedTypes types,
      Reads reads,
      TaskHolders holders,
      Documents documents,
      JdbcClient jdbc,
      JsonMapper json) {
    this.types = types;
    this.reads = reads;
    this.holders = holders;
    this.documents = documents;
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * What is on record, newest first.
   *
   * @param tasks whether what people did at user tasks, where they saw a dossier, is wanted too
   */
  public List<Reads.Found> of(
      CaseId caseId, boolean tasks, Optional<Page.Cursor> after, int limit) {
    return reads.newestFirst(new Reads.Wanted(caseId, documentsOf(caseId), tasks), after, limit);
  }

  /**
   * Who took tasks of the case without an event to show for it: open ones, and those that ended
   * without a verdict. Not in a transaction, because the cluster is asked over the network.
   *
   * @return empty when the cluster does not answer
   */
  public Optional<TaskHolders.Answer> taken(CaseId caseId) {
    return types
        .find(caseId)
        .map(type -> type.tasks().stream().map(ReviewedTask::elementId).toList())
        .map(elements -> taken(caseId, elements))
        .orElseGet(() -> Optional.of(new TaskHolders.Answer(List.of(), true)));
  }

  private Optional<TaskHolders.Answer> taken(CaseId caseId, List<String> elements) {
    try {
      TaskHolders.Answer answer = holders.of(caseId, elements);
      Set<String> known = new HashSet<>(reads.taskKeys(caseId));
      return Optional.of(
          new TaskHolders.Answer(
              answer.tasks().stream()
                  .filter(task -> !known.contains(Long.toString(task.taskKey())))
                  .toList(),
              answer.complete()));
    } catch (OutsideUnavailableException away) {
      log.info("Who took tasks of {} is not known now: {}", caseId, away.getMessage());
      return Optional.empty();
    }
  }

  /** Every document that belonged to the case in any round, without opening a seal. */
  public Set<String> documentsOf(CaseId caseId) {
    return types.find(caseId).map(type -> documentsOf(type, caseId)).orElseGet(Set::of);
  }

  private <C extends ReviewedCase<?, ?>> Set<String> documentsOf(Reviewed<C> type, CaseId caseId) {
    Optional<C> found = type.cases().find(caseId);
    if (found.isEmpty()) {
      return Set.of();
    }
    Set<String> all = new TreeSet<>();
    jdbc.sql("select content from review_round where case_id = :id")
        .param("id", caseId.value())
        .query((row, number) -> row.getString(1))
        .list()
        .forEach(kept -> all.addAll(type.documents(json.readTree(kept))));
    if (found.get().round() > 0) {
      all.addAll(type.documents(json.valueToTree(type.shown(found.get(), null).content())));
    }
    all.addAll(takenBack(caseId, found.get().review().submittedBy()));
    return all;
  }

  /**
   * What a round was handed in with that was taken back: only its event names that. A text may hold
   * what looks like a document, so that only the submitter's own count.
   */
  private Set<String> takenBack(CaseId caseId, String submittedBy) {
    List<String> named =
        jdbc.sql(
                """
                select distinct (regexp_matches(details, '\\mdc_[0-9a-z]{16}\\M', 'g'))[1] from history_event
                 where case_id = :id and action in (:beginnings)
                """)
            .param("id", caseId.value())
            .param("beginnings", RoundHistory.BEGINNINGS)
            .query((row, number) -> row.getString(1))
            .list();
    return documents.ownedBy(submittedBy, named).stream()
        .map(Document::id)
        .collect(Collectors.toSet());
  }
}
