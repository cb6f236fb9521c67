package dev.merchantreview.console;

import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.engine.TaskHolders;
import dev.merchantreview.history.Reads;
import dev.merchantreview.history.RecordedEvent;
import dev.merchantreview.review.CaseReads;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Page;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who looked: the latest of it; a page of its own has all, and asks the cluster too. */
@Component
class AccessSection implements CaseSection {

  private static final int LATEST = 10;

  private final CaseReads reads;
  private final ConsoleTimes times;
  private final Texts texts;

  AccessSection(CaseReads reads, ConsoleTimes times, Texts texts) {
    this.reads = reads;
    this.times = times;
    this.texts = texts;
  }

  /**
   * Who looked.
   *
   * @param next where the following page begins; null on the last
   * @param taken tasks only the cluster knows of; null where it was not asked, or did not answer
   */
  public record Looked(
      String caseId, List<Look> looks, @Nullable String next, @Nullable List<Task> taken) {}

  /**
   * Somebody looked.
   *
   * @param what PERSONAL_DATA, DOCUMENT or DOSSIER
   * @param by empty where nobody is on record
   */
  public record Look(
      String at, String what, String kind, String by, @Nullable String purpose, String of) {}

  /** A task somebody took. */
  public record Task(String person, String element, String state) {}

  @Override
  public int order() {
    return 700;
  }

  @Override
  public String id() {
    return "access";
  }

  @Override
  public String titleKey() {
    return "rounds.access";
  }

  @Override
  public String template() {
    return "console/case/access";
  }

  @Override
  public Object model(CaseId caseId, Caller caller, Locale locale) {
    return of(caseId, Optional.empty(), LATEST, Optional.empty(), locale);
  }

  Looked of(
      CaseId caseId,
      Optional<Page.Cursor> after,
      int limit,
      Optional<TaskHolders.Answer> cluster,
      Locale locale) {
    Page<Look> page =
        Page.of(
            reads.of(caseId, true, after, limit + 1),
            limit,
            Reads.Found::cursor,
            found -> look(found, locale));
    return new Looked(
        caseId.value(),
        page.items(),
        page.next(),
        cluster
            .map(
                answer ->
                    answer.tasks().stream()
                        .map(task -> new Task(task.person(), task.elementId(), task.state().name()))
                        .toList())
            .orElse(null));
  }

  private Look look(Reads.Found found, Locale locale) {
    RecordedEvent event = found.event();
    String named = event.details().path("reviewer").asString("");
    boolean refused =
        event.actor().kind() == ActorRef.Kind.SYSTEM && event.details().has("reviewer");
    return new Look(
        times.second(event.at()),
        switch (event.action()) {
          case Reads.PERSONAL_DATA_READ -> "PERSONAL_DATA";
          case Reads.DOCUMENT_READ -> "DOCUMENT";
          default -> "DOSSIER";
        },
        refused ? ActorRef.Kind.AUDITOR.name() : event.actor().kind().name(),
        refused ? named : event.actor().id(),
        event.details().path("purpose").isString()
            ? event.details().path("purpose").asString()
            : null,
        switch (event.action()) {
          case Reads.DOCUMENT_READ -> kind(event, locale) + " " + found.history();
          case Reads.PERSONAL_DATA_READ -> fields(event, locale);
          default -> event.elementId() == null ? "" : event.elementId();
        });
  }

  /** What of the personal data; empty where it was all of it. */
  private String fields(RecordedEvent event, Locale locale) {
    return event
        .details()
        .path("fields")
        .valueStream()
        .map(field -> texts.text(MaskedData.TEXTS, field.asString(), locale))
        .collect(Collectors.joining("、"));
  }

  private static String kind(RecordedEvent event, Locale locale) {
    DocumentKind kind = DocumentKind.valueOf(event.details().path("kind").asString());
    return locale.getLanguage().equals("en") ? kind.en() : kind.zh();
  }
}
