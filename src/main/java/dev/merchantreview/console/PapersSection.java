package dev.merchantreview.console;

import dev.merchantreview.documents.Document;
import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.documents.Documents;
import dev.merchantreview.review.CaseReads;
import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.review.Round;
import dev.merchantreview.review.Rounds;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.web.Caller;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The papers of a case, each with the fields it proves. The list shows none of them: a paper that
 * is shown was read, and goes on record.
 */
@Component
class PapersSection implements CaseSection {

  private static final int MOST = 1_000;

  private final CaseReads reads;
  private final Documents documents;
  private final Rounds rounds;
  private final ConsoleTimes times;

  PapersSection(CaseReads reads, Documents documents, Rounds rounds, ConsoleTimes times) {
    this.reads = reads;
    this.documents = documents;
    this.rounds = rounds;
    this.times = times;
  }

  /** The papers of a case. */
  public record Papers(String caseId, List<Paper> papers) {}

  /**
   * A paper.
   *
   * @param picture whether it is an image; else a PDF
   * @param latest whether it belongs to what was handed in last
   * @param fields what it proves, as it was handed in last, masked
   */
  public record Paper(
      String id,
      String kind,
      String uploadedAt,
      boolean picture,
      boolean latest,
      List<Field> fields) {}

  /** A field. */
  public record Field(String label, String value) {}

  @Override
  public int order() {
    return 220;
  }

  @Override
  public String id() {
    return "papers";
  }

  @Override
  public String titleKey() {
    return "rounds.papers";
  }

  @Override
  public String template() {
    return "console/case/papers";
  }

  @Override
  public @Nullable Object model(CaseId caseId, Caller caller, Locale locale) {
    Papers papers = of(caseId, locale);
    return papers.papers().isEmpty() ? null : papers;
  }

  Papers of(CaseId caseId, Locale locale) {
    List<ReviewItem> items = latest(caseId);
    return new Papers(
        caseId.value(),
        documents.find(reads.documentsOf(caseId)).stream()
            .map(document -> paper(document, items, locale))
            .toList());
  }

  private List<ReviewItem> latest(CaseId caseId) {
    return rounds.of(caseId, 0, MOST).reversed().stream()
        .filter(round -> round.content() != null)
        .findFirst()
        .map(Round::items)
        .orElseGet(List::of)
        .stream()
        .map(Round.Item::item)
        .toList();
  }

  private Paper paper(Document document, List<ReviewItem> items, Locale locale) {
    DocumentKind kind = document.kind();
    List<Field> proven =
        items.stream()
            .filter(item -> PaperFields.proves(kind, item.pointer()))
            .map(item -> new Field(item.label().in(locale), item.value()))
            .toList();
    return new Paper(
        document.id(),
        locale.getLanguage().equals("en") ? kind.en() : kind.zh(),
        times.minute(document.uploadedAt()),
        document.mediaType().startsWith("image/"),
        items.stream().anyMatch(item -> item.value().contains(document.id())),
        proven.isEmpty() ? all(items, locale) : proven);
  }

  private static List<Field> all(List<ReviewItem> items, Locale locale) {
    return items.stream()
        .filter(item -> !item.isDocument())
        .map(item -> new Field(item.label().in(locale), item.value()))
        .toList();
  }
}
