package dev.merchantreview.filing.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.catalog.Products;
import dev.merchantreview.filing.Again;
import dev.merchantreview.filing.Filing;
import dev.merchantreview.filing.FilingProblems;
import dev.merchantreview.filing.LeadTimes;
import dev.merchantreview.filing.Submissions;
import dev.merchantreview.review.web.CaseViews;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.streamer.Streamers;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.NextAction;
import dev.merchantreview.web.Texts;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows filings: both sides see the same state, the owner what was handed in. */
@Component
class FilingViews extends CaseViews<Filing, FilingView> {

  private final Submissions submissions;
  private final Products products;
  private final Streamers streamers;
  private final LeadTimes leadTimes;
  private final Texts texts;
  private final Clock clock;

  FilingViews(
      Submissions submissions,
      Products products,
      Streamers streamers,
      LeadTimes leadTimes,
      FilingProblems problems,
      Texts texts,
      WorkingCalendar calendar,
      Clock clock) {
    super(problems, calendar, clock);
    this.submissions = submissions;
    this.products = products;
    this.streamers = streamers;
    this.leadTimes = leadTimes;
    this.texts = texts;
    this.clock = clock;
  }

  @Override
  protected Optional<Filing> find(CaseId id) {
    return submissions.find(id);
  }

  /** Whoever is a side of it knows of it. */
  @Override
  protected boolean concerns(Filing filing, Caller caller) {
    return submissions.merchantsOf(filing.id()).stream().anyMatch(caller::actsFor);
  }

  /**
   * @throws ApiProblem 404 when the caller is no side of it, 403 when it is not the owner's
   */
  @Override
  public Filing owned(String id, Caller caller) {
    Filing filing = visible(id, caller);
    if (!owns(filing, caller)) {
      throw ApiProblem.notYours(id);
    }
    return filing;
  }

  @Override
  public FilingView view(Filing filing, Caller caller, Locale locale) {
    return viewer(List.of(filing), caller, locale).apply(filing);
  }

  /** Shows filings; what their products and streamers are called is read once for all of them. */
  @Override
  public Function<Filing, FilingView> viewer(List<Filing> filings, Caller caller, Locale locale) {
    Set<String> productIds = new HashSet<>();
    Set<String> streamerIds = new HashSet<>();
    for (Filing filing : filings) {
      productIds.add(filing.declared().productId());
      streamerIds.add(filing.declared().sellerId());
      streamerIds.add(filing.declared().streamerId());
    }
    Map<String, String> titles = products.titles(productIds);
    Map<String, String> nicknames = streamers.nicknames(streamerIds);
    return filing ->
        view(
            filing,
            titles.getOrDefault(filing.declared().productId(), ""),
            id -> nicknames.getOrDefault(id, ""),
            caller,
            locale);
  }

  private FilingView view(
      Filing filing, String title, UnaryOperator<String> nicknames, Caller caller, Locale locale) {
    Filing.Declaration declared = filing.declared();
    boolean owner = owns(filing, caller);
    boolean knows = owner || caller.readsAll();
    String nickname = nicknames.apply(declared.streamerId());
    Instant liveAt = filing.liveAt();
    OffsetDateTime fileBy =
        liveAt != null && liveAt.isAfter(clock.instant())
            ? at(leadTimes.fileBy(declared.platform(), liveAt).at())
            : null;
    return new FilingView(
        filing.id().value(),
        declared.scenario(),
        filing.state(),
        filing.round(),
        declared.platform(),
        declared.productId(),
        title,
        declared.ownerId(),
        declared.streamerId(),
        nickname,
        declared.sellerId(),
        nicknames.apply(declared.sellerId()),
        declared.luckyDraw(),
        orNull(liveAt),
        fileBy,
        filing.isLate(),
        filing.isLate() ? List.of(texts.of("warning", "FILED_LATE", locale)) : List.of(),
        filing.reasons().stream()
            .map(
                reason ->
                    new FilingView.ReasonView(
                        reason.why(),
                        at(reason.at()),
                        declared.streamerId(),
                        nickname,
                        reason.productVersion(),
                        reason.fields(),
                        reason.note(),
                        reason.noticeId()))
            .toList(),
        again(filing),
        knows ? filing.documents() : null,
        knows ? problems(filing.problems(), locale, FilingView.ProblemView::new) : null,
        knows ? filing.reason() : null,
        filing.submission() == null ? null : at(filing.submission().at()),
        reviewDueAt(filing),
        filing.approval() == null ? null : at(filing.approval().at()),
        filing.approval() == null ? null : filing.approval().productVersion(),
        at(declared.createdAt()),
        at(filing.updatedAt()),
        owner ? nextActions(filing, by(filing, fileBy)) : List.of());
  }

  private FilingView.@Nullable ReviewedAgainView again(Filing filing) {
    Again again = filing.again();
    return again == null
        ? null
        : new FilingView.ReviewedAgainView(
            again.noticeId(),
            at(again.openedAt()),
            at(again.dueAt()),
            again.meanwhile(),
            orNull(filing.keptUntil()));
  }

  private @Nullable OffsetDateTime by(Filing filing, @Nullable OffsetDateTime fileBy) {
    Again again = filing.again();
    return again == null ? fileBy : at(again.dueAt());
  }

  private static List<NextAction> nextActions(Filing filing, @Nullable OffsetDateTime fileBy) {
    String path = "/api/v1/filings/" + filing.id();
    return switch (filing.state()) {
      case PENDING, REJECTED ->
          List.of(new NextAction("SUBMIT_QUALIFICATION", "POST", path + "/qualifications", fileBy));
      case IN_REVIEW -> List.of(new NextAction("WITHDRAW", "POST", path + "/withdrawal", null));
      case APPROVED, CLOSED -> List.of();
    };
  }
}
