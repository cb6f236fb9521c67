package dev.merchantreview.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseProcesses;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** A case in review, and the instance that works on it. */
final class TriedReview<C extends ReviewedCase<?, ?>> {

  private static final AtomicLong KEYS = new AtomicLong(9_000_000_000L);

  private final ServiceAlone service;
  private final ReviewSample sample;
  private final ReviewSteps steps;
  private final Verdicts verdicts;
  final Reviewed<C> type;
  final CaseId id;
  private final Asked asked;
  private final int round;
  final Enum<?> before;
  ReviewedTask task;

  /** With the reviewers of one of its tasks. */
  TriedReview(ServiceAlone service, ReviewSample sample, Reviewed<C> type, ReviewedTask last) {
    this.service = service;
    this.sample = sample;
    this.steps = service.bean(ReviewSteps.class);
    this.verdicts = service.bean(Verdicts.class);
    this.type = type;
    this.id = sample.inReview();
    this.asked = new Asked(id, nextKey(), "Task_Tried");
    this.round = read().round();
    for (ReviewedTask earlier : type.tasks().subList(0, type.tasks().indexOf(last))) {
      this.task = earlier;
      clean(Verdict.APPROVED);
    }
    this.task = last;
    this.before = read().state();
  }

  ReviewSample sample() {
    return sample;
  }

  C read() {
    return type.cases().find(id).orElseThrow();
  }

  Handled record(String reviewer, Verdict verdict) {
    return record(reviewer, verdict, nextKey());
  }

  Handled record(@Nullable String reviewer, Verdict verdict, long taskKey) {
    Review review = review(reviewer, verdict, taskKey);
    Asked recorded = new Asked(id, asked.processInstanceKey(), task.recordedBy());
    return in(() -> verdicts.record(type, recorded, round, task, review));
  }

  Review review(@Nullable String reviewer, Verdict verdict, long taskKey) {
    VerdictPolicy.Subject subject = in(() -> type.subject(read(), task));
    List<Problem> problems =
        switch (verdict) {
          case APPROVED -> List.of();
          case REJECTED ->
              subject.rejection() == VerdictPolicy.Rejection.FOR_GOOD
                  ? List.of(
                      new Problem(
                          ProblemTable.WHOLE_CASE,
                          subject.table().rejections().getFirst().code(),
                          null,
                          Problem.Source.AUDITOR))
                  : List.of(fixable(subject));
          case SENT_BACK -> List.of(fixable(subject));
        };
    return new Review(taskKey, Optional.ofNullable(reviewer), verdict, problems, "请核对材料内容");
  }

  Problem fixable(VerdictPolicy.Subject subject) {
    return subject.table().fields().stream()
        .flatMap(
            field ->
                subject.table().auditorCodes().stream()
                    .map(
                        code ->
                            new Problem(
                                field.pointer(), code.code(), null, Problem.Source.AUDITOR)))
        .filter(problem -> subject.table().isKnown(problem, subject.documents()))
        .findFirst()
        .orElse(new Problem("/nowhere", "OTHER", null, Problem.Source.AUDITOR));
  }

  /** Somebody else than a reviewer sends it back after it was decided. */
  Handled sentBackBy(ActorRef by, Problem problem) {
    return in(
        () ->
            steps.with(
                type,
                asked,
                round,
                reviewed ->
                    steps.sendBack(
                        type, asked, reviewed, by, List.of(problem), null, new HashMap<>())));
  }

  Handled clean(Verdict verdict) {
    return record(member(), verdict);
  }

  /** Somebody whose verdict counts, another one for each task. */
  String member() {
    int who = 1 + type.tasks().indexOf(task);
    return (task.group().equals("finance") ? "finance" : "auditor") + who;
  }

  /** What happened to it; nothing before it where a test put it into the database. */
  List<String> actions() {
    ApiClient auditor = service.api("auditor");
    return auditor.get("/api/v1/cases/" + id + "/history").status() == HttpStatus.NOT_FOUND.value()
        ? List.of()
        : auditor.actions(id.value());
  }

  void clock(Function<ReviewClock, ReviewClock> change) {
    in(
        () -> {
          C locked = type.cases().lock(id).orElseThrow();
          locked.reviewClock(change.apply(Objects.requireNonNull(locked.clock())));
          type.cases().update(locked, Instant.now());
          return locked;
        });
  }

  VerdictPolicy.Subject subject() {
    return type.subject(read(), task);
  }

  Optional<Reviewed.Fixing> fixing() {
    return type.fixing(read());
  }

  void lastChanged(String ago) {
    service
        .database()
        .sql(
            "update %s set updated_at = now() - cast(:ago as interval) where id = :id"
                .formatted(type.cases().table()))
        .param("ago", ago)
        .param("id", id.value())
        .update();
  }

  boolean remind() {
    return in(() -> steps.remind(type, asked, round, null));
  }

  boolean remindAs(long instance) {
    return in(() -> steps.remind(type, new Asked(id, instance, "Task_Tried"), round, null));
  }

  /** Asked for at the very time the instance was told. */
  boolean remindAsTold() {
    String told = Objects.requireNonNull(read().clock()).remindAt().toString();
    return in(() -> steps.remind(type, asked, round, told));
  }

  boolean escalateAsTold() {
    String told = Objects.requireNonNull(read().clock()).dueAt().toString();
    return in(() -> steps.escalate(type, asked, round, told));
  }

  boolean escalate() {
    return in(() -> steps.escalate(type, asked, round, null));
  }

  boolean remindOwner() {
    return in(() -> steps.remindOwner(type, asked, round));
  }

  Map<String, Object> expire() {
    return in(() -> steps.expire(type, asked, round));
  }

  boolean closeRound(long taskKey) {
    Review given = new Review(taskKey, Optional.of(member()), null, List.of(), null);
    return in(() -> verdicts.closeRound(type, asked, round, Optional.of(given))).verdictLost();
  }

  /** Where a new instance takes it up. */
  String position() {
    CaseProcesses.CaseState state = type.type().find(id).orElseThrow();
    return type.type().release(state).orElseThrow().elementId();
  }

  void inRound(int number) {
    in(
        () -> {
          C locked = type.cases().lock(id).orElseThrow();
          while (locked.round() < number) {
            locked.review(
                locked.review().next(locked.submittedAt(), locked.review().submittedBy()));
          }
          type.cases().update(locked, Instant.now());
          return locked;
        });
  }

  Object dossier() {
    return content().dossier();
  }

  Reviewed.TaskContent content() {
    C read = read();
    return steps.prepare(type, asked, round, task, type.content(read, task));
  }

  void soon() {
    clock(clock -> clock.notLaterThan(Instant.now().plusSeconds(50)));
  }

  void past() {
    clock(clock -> clock.notLaterThan(Instant.now().minus(Duration.ofHours(1))));
  }

  /** That a verdict did not count, by which rule: nothing has changed. */
  void assertReturned(Handled handled, Refusal.Rule rule) {
    assertThat(handled.outcome()).isEqualTo(Handled.UNUSABLE);
    assertThat(actions()).endsWith("VERDICT_RETURNED");
    assertThat(read().state()).isEqualTo(before);
    assertThat(
            service
                .database()
                .sql("select rule from review_refused_verdict where case_id = :id")
                .param("id", id.value())
                .query(String.class)
                .list())
        .contains(rule.name());
  }

  /** A key of the engine's that nobody else has. */
  static long nextKey() {
    return KEYS.incrementAndGet();
  }

  private <T> T in(Supplier<T> work) {
    return service.bean(TransactionTemplate.class).execute(status -> work.get());
  }
}
