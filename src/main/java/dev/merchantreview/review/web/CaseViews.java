package dev.merchantreview.review.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.Changes;
import dev.merchantreview.web.ETags;
import dev.merchantreview.web.Query;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * Finds the cases of one type that a call is about, and answers with them as the caller may see
 * them.
 *
 * @param <C> the cases
 * @param <V> how the API shows one
 */
public abstract class CaseViews<C extends ReviewedCase<?, ?>, V> {

  private final ProblemTable problems;
  private final WorkingCalendar calendar;
  private final Clock clock;

  /**
   * @param problems what can be wrong with a case
   */
  protected CaseViews(ProblemTable problems, WorkingCalendar calendar, Clock clock) {
    this.problems = problems;
    this.calendar = calendar;
    this.clock = clock;
  }

  protected abstract Optional<C> find(CaseId id);

  public abstract V view(C shown, Caller caller, Locale locale);

  /** Shows several; whatever they have in common can be read once for all of them. */
  public Function<C, V> viewer(List<C> shown, Caller caller, Locale locale) {
    return one -> view(one, caller, locale);
  }

  /** Whether a caller who may not read every case may know of this one. */
  protected boolean concerns(C found, Caller caller) {
    return owns(found, caller);
  }

  protected final boolean owns(C found, Caller caller) {
    return caller.actsFor(found.ownerId());
  }

  /**
   * @throws ApiProblem 404 when there is none
   */
  public final C existing(String id) {
    return CaseId.of(id).flatMap(this::find).orElseThrow(() -> ApiProblem.notFound(id));
  }

  /**
   * @throws ApiProblem 404 when there is none, or the caller may not know of it
   */
  public final C visible(String id, Caller caller) {
    C found = existing(id);
    if (!caller.readsAll() && !concerns(found, caller)) {
      throw ApiProblem.notFound(id);
    }
    return found;
  }

  /**
   * @throws ApiProblem 404 when there is none of the caller's
   */
  public C owned(String id, Caller caller) {
    C found = existing(id);
    if (!owns(found, caller)) {
      throw ApiProblem.notFound(id);
    }
    return found;
  }

  /** The answer to a question for one. */
  public final ResponseEntity<V> get(String id, Caller caller, Locale locale) {
    return with(ResponseEntity.ok(), visible(id, caller), caller, locale);
  }

  /**
   * The answer to a new one.
   *
   * @param path where its type's cases are
   */
  public final ResponseEntity<V> created(String path, C made, Caller caller, Locale locale) {
    return with(ResponseEntity.created(URI.create(path + "/" + made.id())), made, caller, locale);
  }

  /**
   * The answer to a change.
   *
   * @throws ApiProblem as {@link Changes#made(Optional, String)}
   */
  public final ResponseEntity<V> changed(
      Optional<Change<C>> change, String id, Caller caller, Locale locale) {
    return with(ResponseEntity.accepted(), Changes.made(change, id), caller, locale);
  }

  private ResponseEntity<V> with(
      ResponseEntity.BodyBuilder answer, C found, Caller caller, Locale locale) {
    return answer.eTag(ETags.of(found.version())).body(view(found, caller, locale));
  }

  /** The cases of a type. */
  @FunctionalInterface
  public interface Listing<C> {

    /** Newest first. */
    List<C> read(Page.Slice slice);
  }

  /**
   * A page of a list, of what the caller may see.
   *
   * @param query its filters are read already
   * @throws ApiProblem 422 with everything that is wrong with the query
   */
  public final Page<V> page(Query query, Caller caller, Locale locale, Listing<C> cases) {
    int limit = query.limit();
    Optional<Page.Cursor> cursor = query.cursor();
    query.check();
    List<C> found =
        cases.read(
            new Page.Slice(caller.readsAll() ? null : caller.merchants(), cursor, limit + 1));
    return Page.of(
        found,
        limit,
        one -> new Page.Cursor(one.createdAt(), one.id().value()),
        viewer(found, caller, locale));
  }

  /** How one problem is shown. */
  @FunctionalInterface
  protected interface Shown<P> {

    /**
     * @param message in the caller's language
     */
    P of(String pointer, String code, String message, @Nullable String note, Problem.Source from);
  }

  protected final <P> List<P> problems(List<Problem> found, Locale locale, Shown<P> shown) {
    return found.stream()
        .map(
            problem ->
                shown.of(
                    problem.pointer(),
                    problem.code(),
                    problems.message(problem.code(), locale),
                    problem.note(),
                    problem.from()))
        .toList();
  }

  /** What problems are called, and what to do about them. */
  protected final ProblemTable problems() {
    return problems;
  }

  /** When its review is due; null while nobody of ours has it. */
  protected final @Nullable OffsetDateTime reviewDueAt(C shown) {
    ReviewClock until = shown.clock();
    return until == null ? null : at(until.dueAt());
  }

  /** Whether its review is overdue. */
  protected final boolean isOverdue(C shown) {
    ReviewClock until = shown.clock();
    return until != null && !clock.instant().isBefore(until.dueAt());
  }

  /** Until when its owner is waited for; null while it is not. */
  protected final @Nullable OffsetDateTime waitingUntil(C shown) {
    Waiting waiting = shown.waiting();
    return waiting == null ? null : at(waiting.dueAt());
  }

  protected final OffsetDateTime at(Instant instant) {
    return instant.atZone(calendar.zone()).toOffsetDateTime();
  }

  protected final @Nullable OffsetDateTime orNull(@Nullable Instant instant) {
    return instant == null ? null : at(instant);
  }
}
