package dev.merchantreview.waiver;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.category.Categories;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.TypedText;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Grants waivers, takes them back, and applies them to what rules found. */
@Service
public class Waivers {

  private static final String PREFIX = "wv_";
  private static final String MARK = " 已豁免 · waived";

  private final WaiverTable table;
  private final WaivableRules rules;
  private final Categories categories;
  private final List<WaiverJudges> judges;
  private final History history;
  private final WorkingCalendar calendar;
  private final Clock clock;

  Waivers(
      WaiverTable table,
      WaivableRules rules,
      Categories categories,
      List<WaiverJudges> judges,
      History history,
      WorkingCalendar calendar,
      Clock clock) {
    this.table = table;
    this.rules = rules;
    this.categories = categories;
    this.judges = judges;
    this.history = history;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * A waiver that is asked for.
   *
   * @param rule the code of the problem
   * @param endsOn the last day it is to count
   */
  public record Draft(
      Platform platform,
      WaiverSubject subject,
      String rule,
      @Nullable String category,
      String reason,
      LocalDate endsOn) {}

  /** What became of asking for a waiver. */
  public sealed interface Grant {

    /** On record; it counts from now on. */
    record Granted(Waiver waiver) implements Grant {}

    /** What is wrong with it. */
    record Wrong(List<FieldError> errors) implements Grant {}

    /** Who asks handed in or reviews an open case it would serve. */
    record OwnDecision() implements Grant {}
  }

  @Transactional
  public Grant grant(Draft draft, ActorRef by) {
    List<FieldError> errors = errors(draft);
    if (!errors.isEmpty()) {
      return new Grant.Wrong(errors);
    }
    boolean judged =
        judges.stream()
            .flatMap(one -> one.of(draft.platform(), draft.subject()).stream())
            .anyMatch(person -> TypedText.isSame(person, by.id()));
    if (judged) {
      return new Grant.OwnDecision();
    }
    Waiver waiver =
        new Waiver(
            Ids.next(PREFIX),
            draft.platform(),
            draft.subject(),
            draft.rule(),
            draft.category(),
            draft.reason(),
            by.id(),
            clock.instant(),
            draft.endsOn(),
            null);
    table.insert(waiver);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("platform", waiver.platform().name());
    details.put("rule", waiver.rule());
    details.put("subject", waiver.subject().kind() + " " + waiver.subject().id());
    if (waiver.category() != null) {
      details.put("category", waiver.category());
    }
    details.put("endsOn", waiver.endsOn().toString());
    details.put("reason", waiver.reason());
    history.append(CaseEvent.noted(new CaseId(waiver.id()), by, "WAIVER_GRANTED", details));
    return new Grant.Granted(waiver);
  }

  private List<FieldError> errors(Draft draft) {
    List<FieldError> errors = new ArrayList<>();
    WaivableRule rule = rules.find(draft.platform(), draft.rule()).orElse(null);
    if (rule == null) {
      errors.add(
          FieldError.of(
              "/rule", "NOT_WAIVABLE", String.join(", ", rules.numbers(draft.platform()).rules())));
    } else {
      if (!rule.subjects().contains(draft.subject().kind())) {
        errors.add(
            FieldError.of(
                "/subject/kind",
                "NOT_WAIVABLE_FOR",
                rule.subjects().stream()
                    .sorted()
                    .map(Enum::name)
                    .collect(Collectors.joining(", "))));
      }
      if (rule.byCategory() != (draft.category() != null)) {
        errors.add(
            FieldError.of("/category", rule.byCategory() ? "REQUIRED" : "NOT_ABOUT_CATEGORIES"));
      }
    }
    if (draft.category() != null && categories.find(draft.platform(), draft.category()).isEmpty()) {
      errors.add(
          FieldError.of("/category", "UNKNOWN_CATEGORY", draft.category(), "GET /categories"));
    }
    LocalDate last = today().plusDays(rules.numbers(draft.platform()).longestDays());
    if (draft.endsOn().isBefore(today())) {
      errors.add(FieldError.of("/endsOn", "IN_PAST"));
    } else if (draft.endsOn().isAfter(last)) {
      errors.add(FieldError.of("/endsOn", "TOO_LONG_A_WAIVER", last.toString()));
    }
    return errors;
  }

  /** What became of taking a waiver back. */
  public sealed interface Revoked {

    /** It counts no more from now on. */
    record Done(Waiver waiver) implements Revoked {}

    /** It had ended, or was taken back before. */
    record Over(Waiver.State state) implements Revoked {}
  }

  /**
   * Takes a waiver back. What was decided on it stays decided.
   *
   * @return empty when there is no such waiver
   */
  @Transactional
  public Optional<Revoked> revoke(String id, String reason, ActorRef by) {
    return table.lock(id).map(waiver -> revoke(waiver, reason, by));
  }

  private Revoked revoke(Waiver waiver, String reason, ActorRef by) {
    Waiver.State state = waiver.stateOn(today());
    if (state != Waiver.State.STANDING) {
      return new Revoked.Over(state);
    }
    table.revoke(waiver.id(), new Waiver.Revocation(clock.instant(), by.id(), reason));
    history.append(
        CaseEvent.noted(new CaseId(waiver.id()), by, "WAIVER_REVOKED", Map.of("reason", reason)));
    return new Revoked.Done(table.find(List.of(waiver.id())).getFirst());
  }

  /** What a list shows; null lets everything pass. */
  public record Filter(
      @Nullable Platform platform,
      @Nullable String subject,
      @Nullable String rule,
      Waiver.@Nullable State state) {}

  /** Latest granted first. */
  @Transactional(readOnly = true)
  public List<Waiver> list(Filter filter, Optional<Page.Cursor> after, int limit) {
    return table.list(filter, today(), after, limit);
  }

  public LocalDate today() {
    return clock.instant().atZone(calendar.zone()).toLocalDate();
  }

  /**
   * Takes what is waived out of the problems of the results; it becomes a finding that names the
   * waiver, so that who reviews sees it. In a transaction that writes, no waiver that counted is
   * revoked before that ends.
   *
   * @param subjects whom the case is of
   * @param categoryOf the category a problem is about; null where it is about none
   */
  @Transactional(readOnly = true)
  public List<RuleResult> honoured(
      List<RuleResult> results,
      Platform platform,
      Collection<WaiverSubject> subjects,
      Function<Problem, @Nullable String> categoryOf) {
    Set<String> codes =
        results.stream()
            .flatMap(result -> result.problems().stream())
            .map(Problem::code)
            .filter(code -> rules.find(platform, code).isPresent())
            .collect(Collectors.toSet());
    if (codes.isEmpty() || subjects.isEmpty()) {
      return results;
    }
    boolean keep = !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
    List<Waiver> standing = table.standing(platform, codes, subjects, today(), keep);
    return results.stream().map(result -> honoured(result, standing, categoryOf)).toList();
  }

  /** Whether a rule counts for nothing by now, where it is asked before a case is there. */
  @Transactional(readOnly = true)
  public boolean isWaived(Platform platform, Collection<WaiverSubject> subjects, String rule) {
    return rules.find(platform, rule).isPresent()
        && !table.standing(platform, Set.of(rule), subjects, today(), false).isEmpty();
  }

  private static RuleResult honoured(
      RuleResult result, List<Waiver> standing, Function<Problem, @Nullable String> categoryOf) {
    List<Problem> problems = new ArrayList<>();
    List<Problem> findings = new ArrayList<>(result.findings());
    for (Problem problem : result.problems()) {
      Optional<Waiver> waiver =
          standing.stream()
              .filter(one -> one.rule().equals(problem.code()))
              .filter(one -> Objects.equals(one.category(), categoryOf.apply(problem)))
              .findFirst();
      if (waiver.isPresent()) {
        findings.add(
            new Problem(
                problem.pointer(), problem.code(), waiver.get().id() + MARK, problem.from()));
      } else {
        problems.add(problem);
      }
    }
    return new RuleResult(
        result.rule(),
        result.version(),
        result.inputs(),
        List.copyOf(problems),
        List.copyOf(findings));
  }

  /**
   * A waiver that was used.
   *
   * @param rule the code of the problem it took away
   */
  public record Use(String id, String rule) {}

  /** The waivers that results of checks were reached by. */
  public static List<Use> used(List<RuleResult> results) {
    List<Use> used = new ArrayList<>();
    for (RuleResult result : results) {
      for (Problem finding : result.findings()) {
        String note = finding.note();
        if (note != null && note.startsWith(PREFIX) && note.endsWith(MARK)) {
          used.add(new Use(note.substring(0, note.length() - MARK.length()), finding.code()));
        }
      }
    }
    return used.stream().distinct().toList();
  }

  /** Who granted the waivers that results were reached by: none of these reviews the case. */
  @Transactional(readOnly = true)
  public Set<String> grantersOf(List<RuleResult> results) {
    return table.find(used(results).stream().map(Use::id).toList()).stream()
        .map(Waiver::grantedBy)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Puts on a case's record which waivers its checks were passed by. */
  public static Map<String, Object> described(Use use) {
    return Map.of("waiver", use.id(), "rule", use.rule());
  }
}
