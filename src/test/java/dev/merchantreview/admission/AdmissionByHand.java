package dev.merchantreview.admission;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.engine.Decisions;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.Verdicts;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.TableAnswers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The steps of the provider-admission process, one after the other, without the engine. */
final class AdmissionByHand {

  private static final AtomicLong KEYS = new AtomicLong(8_400_000_000L);

  private final ServiceAlone service;
  private final long instance = KEYS.getAndIncrement();
  final CaseId id;

  AdmissionByHand(ServiceAlone service, CaseId id) {
    this.service = service;
    this.id = id;
  }

  ProviderApplication read() {
    return service.bean(ProviderAdmissions.class).get(id);
  }

  /** The machine looks, by the very tables: asked of the engine's own library. */
  Handled check() {
    ProviderApplication application = read();
    ProviderApplication.Request request = application.request();
    EligibilityFigures figures =
        EligibilityFigures.of(
            request.platform(),
            request.kind(),
            application.content(),
            service.bean(AdmissionClocks.class).today());
    AdmissionChecks.Tables tables =
        new AdmissionChecks.Tables(
            application.content(),
            DocumentRule.requirement(
                asked(
                    EligibilityRule.DOCUMENTS,
                    Map.of("platform", request.platform().name(), "kind", request.kind().name()))),
            EligibilityRule.answer(figures, asked(EligibilityRule.ELIGIBILITY, figures.told())));
    return in(
        () ->
            service
                .bean(AdmissionCheckStep.class)
                .check(new Asked(id, instance, "Task_CheckApplication"), tables));
  }

  private static Decisions.Result asked(String table, Map<String, Object> inputs) {
    JsonNode answer = TableAnswers.get().ask(table, inputs);
    return new Decisions.Result(
        table,
        1,
        inputs,
        answer.path("output"),
        answer.path("rules").valueStream().map(JsonNode::asString).toList(),
        null,
        null);
  }

  Handled verdict(String reviewer, Verdict verdict, Problem... problems) {
    return verdict(reviewer, verdict, KEYS.getAndIncrement(), problems);
  }

  /** In this task. */
  Handled verdict(String reviewer, Verdict verdict, long task, Problem... problems) {
    AdmissionReview review = service.bean(AdmissionReview.class);
    return in(
        () ->
            service
                .bean(Verdicts.class)
                .record(
                    review,
                    new Asked(id, instance, "Task_RecordReview"),
                    0,
                    review.tasks().getFirst(),
                    new Review(
                        task,
                        Optional.of(reviewer),
                        verdict,
                        List.of(problems),
                        verdict == Verdict.APPROVED ? null : "请核对材料与所填内容")));
  }

  /** Approves it without asking first whether the verdict counts. */
  Handled approvedUnasked() {
    AdmissionReview review = service.bean(AdmissionReview.class);
    Asked asked = new Asked(id, instance, "Task_RecordReview");
    ActorRef auditor = new ActorRef(ActorRef.Kind.AUDITOR, "auditor1");
    Review approval =
        new Review(
            KEYS.getAndIncrement(), Optional.of(auditor.id()), Verdict.APPROVED, List.of(), null);
    return in(
        () ->
            review.approve(
                review.cases().lock(id).orElseThrow(),
                new Reviewed.Decision(
                    asked, review.tasks().getFirst(), auditor, approval, new HashMap<>())));
  }

  static Problem rejection(String code) {
    return new Problem("", code, null, Problem.Source.AUDITOR);
  }

  /** The provider it led to. */
  String provider() {
    return Objects.requireNonNull(read().providerId()).value();
  }

  List<String> findings() {
    return read().checks().stream()
        .flatMap(result -> result.findings().stream())
        .map(Problem::code)
        .toList();
  }

  List<String> problems() {
    return read().problems().stream().map(Problem::code).toList();
  }

  private <T> T in(Supplier<T> step) {
    return Objects.requireNonNull(
        service.bean(TransactionTemplate.class).execute(status -> step.get()));
  }
}
