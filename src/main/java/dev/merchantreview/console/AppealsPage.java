package dev.merchantreview.console;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.duty.DutyAppeals;
import dev.merchantreview.duty.ProviderDuties;
import dev.merchantreview.duty.ProviderDuty;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.Changes;
import dev.merchantreview.web.ConsolePaths;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Appeals against the loss of a category that nobody has answered, and the answer: by the rules of
 * the API's calls, by whom they let.
 */
@Controller
@Hidden
class AppealsPage {

  private static final String PATH = ConsolePaths.ROOT + "/appeals";

  /** As many as are read on a page; ours. */
  private static final int MOST = 100;

  /** As the contract has it. */
  private static final int LONGEST = 500;

  private static final Set<String> OUTCOMES = Set.of("granted", "refused");

  private final DutyAppeals appeals;
  private final ProviderDuties duties;
  private final WorkingCalendar calendar;
  private final ConsoleTimes times;
  private final CategoryWords words;
  private final Clock clock;

  AppealsPage(
      DutyAppeals appeals,
      ProviderDuties duties,
      WorkingCalendar calendar,
      ConsoleTimes times,
      CategoryWords words,
      Clock clock) {
    this.appeals = appeals;
    this.duties = duties;
    this.calendar = calendar;
    this.times = times;
    this.words = words;
    this.clock = clock;
  }

  /** What a person answers. */
  enum Decision {
    /** The category comes back. */
    GRANT,
    /** It stays lost. */
    REFUSE
  }

  /**
   * An open appeal.
   *
   * @param lost when the store lost the category
   * @param since when its merchant appealed
   * @param due until when it should be answered; empty where no time is named
   * @param left whole working days that are left until then
   * @param own whether the person acts for the merchant, and does not answer
   * @param typed what was typed and could not be taken; null where nothing was
   */
  record Row(
      String id,
      String merchantId,
      String storeId,
      String category,
      String industry,
      String noticeId,
      String lost,
      String words,
      String by,
      String since,
      String due,
      boolean overdue,
      int left,
      boolean own,
      @Nullable String typed) {}

  @GetMapping(PATH)
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  String show(
      @RequestParam(defaultValue = "") String done, Caller caller, Model model, Locale locale) {
    model.addAttribute("done", OUTCOMES.contains(done) ? "appeals.done." + done : null);
    return page(null, "", caller, model, locale);
  }

  /**
   * @param wrong the appeal whose answer cannot be taken; null where none was sent
   * @param typed that answer
   */
  private String page(
      @Nullable CaseId wrong, String typed, Caller caller, Model model, Locale locale) {
    List<ProviderDuty> open = appeals.open(MOST);
    Instant now = clock.instant();
    model.addAttribute(
        "rows",
        open.stream()
            .map(one -> row(one, now, caller, one.id().equals(wrong) ? typed : null, locale))
            .toList());
    model.addAttribute("cut", open.size() == MOST);
    model.addAttribute("most", MOST);
    model.addAttribute("longest", LONGEST);
    model.addAttribute("mayDecide", caller.has(Role.ADMIN));
    return "console/appeals";
  }

  private Row row(
      ProviderDuty duty, Instant now, Caller caller, @Nullable String typed, Locale locale) {
    ProviderDuty.Appeal appeal = Objects.requireNonNull(duty.appeal());
    Instant due = appeals.dueAt(duty);
    return new Row(
        duty.id().value(),
        duty.merchantId(),
        duty.storeId().value(),
        words.of(duty.platform(), duty.category(), locale),
        words.of(duty.platform(), duty.industry(), locale),
        duty.noticeId(),
        times.minute(duty.endedAt()),
        appeal.words(),
        appeal.by(),
        times.minute(appeal.at()),
        times.last(due),
        due != null && due.isBefore(now),
        due == null ? 0 : calendar.workingDaysPassed(now, due),
        caller.actsFor(duty.merchantId()),
        typed);
  }

  @PostMapping(PATH + "/{id}")
  @MayCall(Role.ADMIN)
  Object decide(
      @PathVariable String id,
      @RequestParam Decision decision,
      @RequestParam(defaultValue = "") String reason,
      Caller caller,
      HttpServletResponse response,
      Model model,
      Locale locale) {
    ProviderDuty duty =
        CaseId.of(id).flatMap(duties::find).orElseThrow(() -> ApiProblem.notFound(id));
    if (caller.actsFor(duty.merchantId())) {
      throw ApiProblem.ownDecision(id);
    }
    // A form sends its lines' ends with two characters.
    String answer = TypedText.stripped(reason.replace("\r\n", "\n"));
    if (!isReason(answer)) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page(duty.id(), reason, caller, model, locale);
    }
    Optional<Change<ProviderDuty>> change =
        switch (decision) {
          case GRANT -> appeals.grant(duty.id(), answer, caller.actor());
          case REFUSE -> duties.refuseAppeal(duty.id(), answer, caller.actor());
        };
    Changes.made(change, id);
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(
            URI.create(PATH + "?done=" + (decision == Decision.GRANT ? "granted" : "refused")))
        .build();
  }

  /** Whether a text that came past the contract is one the contract lets pass. */
  private static boolean isReason(String words) {
    return !TypedText.isBlank(words)
        && words.codePointCount(0, words.length()) <= LONGEST
        && TypedText.forbidden(words, TypedText.Lines.MANY).isEmpty();
  }
}
