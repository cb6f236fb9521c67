package dev.merchantreview.console;

import dev.merchantreview.notice.Rehearsal;
import dev.merchantreview.notice.Rehearsals;
import dev.merchantreview.notice.ReviewedAgain;
import dev.merchantreview.notice.ReviewsAgain;
import dev.merchantreview.notice.RuleNotice;
import dev.merchantreview.notice.RuleNoticeContent;
import dev.merchantreview.notice.RuleNotices;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.ConsolePaths;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/** The calendar of rule notices, and what each would do to what was decided. */
@Controller
@Hidden
class RulesPage {

  private static final String PATH = ConsolePaths.ROOT + "/rules";

  /** As many as are read on a page; ours. */
  private static final int MOST_NOTICES = 300;

  private static final int MOST_FLIPS = 50;
  private static final int MOST_REHEARSALS = 10;
  private static final int ASIDE_ON_A_PAGE = 50;

  private final RuleNotices notices;
  private final Rehearsals rehearsals;
  private final RehearsedScores scores;
  private final ReviewsAgain reviews;
  private final ConsoleTimes times;
  private final JsonMapper json;
  private final CategoryWords words;

  RulesPage(
      RuleNotices notices,
      Rehearsals rehearsals,
      RehearsedScores scores,
      ReviewsAgain reviews,
      ConsoleTimes times,
      JsonMapper json,
      CategoryWords words) {
    this.notices = notices;
    this.rehearsals = rehearsals;
    this.scores = scores;
    this.reviews = reviews;
    this.times = times;
    this.json = json;
    this.words = words;
  }

  /** The notices that take effect in a month. */
  record Month(String name, List<Row> rows) {}

  /**
   * A notice.
   *
   * @param publicUntil and {@code endsOn}: empty where there is none
   */
  record Row(
      String id,
      String title,
      List<Platform> platforms,
      String publishedOn,
      String publicUntil,
      String effectiveFrom,
      String endsOn,
      RuleNotice.Standing standing) {}

  /**
   * All of a notice.
   *
   * @param address where it is published, when that is an address; null otherwise
   * @param adjustUntil empty where there is no such period
   */
  record Details(
      Row row,
      String source,
      @Nullable String address,
      List<RuleNoticeContent.TouchedTable> tables,
      List<String> categories,
      List<String> programmes,
      String transition,
      String adjustUntil,
      String changedBy,
      String changedAt,
      String historyId,
      boolean rehearsable) {}

  /**
   * How far reviewing again is.
   *
   * @param begunAt and the other times: empty before
   * @param aside a page of the filings that could not be opened yet
   * @param nextAside behind which the next page begins; null on the last
   * @param stoppable whether filings would still be opened
   */
  record Again(
      ReviewsAgain.Overview overview,
      List<Aside> aside,
      @Nullable String nextAside,
      String begunAt,
      String completedAt,
      String stoppedAt,
      boolean stoppable) {}

  /** A filing that could not be opened yet. */
  record Aside(String id, int tries, String triedAt, String nextAt, String why) {}

  /** A rehearsal; its flips, and the changes of its scores, only of the latest. */
  record Played(
      Rehearsal rehearsal, String at, List<Flip> flips, List<RehearsedScores.Shown> scores) {}

  /** A decision that is another one. */
  record Flip(
      String subject,
      boolean isCase,
      String table,
      String decidedAt,
      int editionBefore,
      String before,
      String after,
      String rows) {}

  @GetMapping(PATH)
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  String calendar(Model model, Locale locale) {
    List<RuleNotice> found =
        notices.list(new RuleNotices.Filter(null, null, null), null, MOST_NOTICES);
    Map<YearMonth, List<Row>> months = new LinkedHashMap<>();
    for (RuleNotice notice : found) {
      months
          .computeIfAbsent(
              YearMonth.from(notice.content().effectiveFrom()), month -> new ArrayList<>())
          .add(row(notice, locale));
    }
    model.addAttribute(
        "months",
        months.entrySet().stream()
            .map(one -> new Month(times.month(one.getKey(), locale), one.getValue()))
            .toList());
    model.addAttribute("most", MOST_NOTICES);
    model.addAttribute("cut", found.size() == MOST_NOTICES);
    return "console/rules";
  }

  @GetMapping(PATH + "/{id}")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  String notice(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String done,
      @RequestParam(defaultValue = "") String aside,
      Caller caller,
      Model model,
      Locale locale) {
    RuleNotice notice = find(id);
    List<Rehearsal> played = rehearsals.of(id, MOST_REHEARSALS);
    model.addAttribute("notice", details(notice, locale));
    model.addAttribute(
        "rehearsals",
        played.stream()
            .map(
                one ->
                    new Played(
                        one,
                        times.minute(one.at()),
                        one == played.getFirst() ? flips(one) : List.of(),
                        scores.shown(one, one == played.getFirst(), locale)))
            .toList());
    model.addAttribute("most", MOST_FLIPS);
    model.addAttribute("usual", Rehearsals.USUAL_CASES);
    model.addAttribute("all", Rehearsals.MOST_CASES);
    model.addAttribute(
        "again", reviews.overview(notice).map(found -> again(notice, found, aside)).orElse(null));
    model.addAttribute("mayStop", caller.has(Role.ADMIN));
    model.addAttribute("stopped", done.equals("stopped"));
    model.addAttribute("done", done.equals("rehearsed"));
    model.addAttribute("running", done.equals("running"));
    model.addAttribute("tooLong", done.equals("too-long"));
    model.addAttribute("mayRehearse", caller.has(Role.OPERATOR) || caller.has(Role.ADMIN));
    return "console/rule";
  }

  @PostMapping(PATH + "/{id}/rehearsal")
  @MayCall({Role.OPERATOR, Role.ADMIN})
  ResponseEntity<Void> rehearse(
      @PathVariable String id, @RequestParam(defaultValue = "") String cases, Caller caller) {
    int asked =
        cases.equals(Integer.toString(Rehearsals.MOST_CASES))
            ? Rehearsals.MOST_CASES
            : Rehearsals.USUAL_CASES;
    Rehearsals.Outcome outcome =
        rehearsals.play(find(id), asked, Rehearsals.USUAL_THRESHOLDS, caller.actor());
    String done =
        switch (outcome) {
          case Rehearsals.Played played -> {
            rehearsals.keep(played);
            yield "rehearsed";
          }
          case Rehearsals.Refused(Rehearsals.Reason reason) ->
              switch (reason) {
                case NOTICE_WITHOUT_EDITION -> throw ApiProblem.notFound(id);
                case REHEARSAL_RUNNING -> "running";
                case REHEARSAL_TOO_LONG -> "too-long";
              };
        };
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create(PATH + "/" + id + "?done=" + done))
        .build();
  }

  @PostMapping(PATH + "/{id}/review-again/stop")
  @MayCall(Role.ADMIN)
  ResponseEntity<Void> stop(@PathVariable String id, Caller caller) {
    if (reviews.stop(find(id), caller.actor()) == ReviewsAgain.Stop.NOTHING_TO_STOP) {
      throw ApiProblem.notFound(id);
    }
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create(PATH + "/" + id + "?done=stopped"))
        .build();
  }

  private Again again(RuleNotice notice, ReviewsAgain.Overview overview, String after) {
    List<ReviewedAgain.Aside> found = reviews.aside(notice, after, ASIDE_ON_A_PAGE + 1);
    boolean more = found.size() > ASIDE_ON_A_PAGE;
    List<ReviewedAgain.Aside> shown = more ? found.subList(0, ASIDE_ON_A_PAGE) : found;
    return new Again(
        overview,
        shown.stream()
            .map(
                one ->
                    new Aside(
                        one.id().value(),
                        one.tries(),
                        times.minute(one.triedAt()),
                        times.minute(one.nextAt()),
                        one.why()))
            .toList(),
        more ? shown.getLast().id().value() : null,
        minute(overview.begunAt()),
        minute(overview.completedAt()),
        minute(overview.stoppedAt()),
        overview.standing() == ReviewsAgain.Standing.AWAITED
            || overview.standing() == ReviewsAgain.Standing.OPENING);
  }

  private String minute(@Nullable Instant at) {
    return at == null ? "" : times.minute(at);
  }

  private RuleNotice find(String id) {
    return notices.find(id).orElseThrow(() -> ApiProblem.notFound(id));
  }

  private Row row(RuleNotice notice, Locale locale) {
    RuleNoticeContent content = notice.content();
    return new Row(
        notice.id(),
        locale.getLanguage().equals(Locale.CHINESE.getLanguage())
            ? content.title().zh()
            : content.title().en(),
        content.platforms(),
        content.publishedOn().toString(),
        text(content.publicUntil()),
        content.effectiveFrom().toString(),
        text(content.endsOn()),
        notice.standingOn(notices.today()));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private Details details(RuleNotice notice, Locale locale) {
    RuleNoticeContent content = notice.content();
    return new Details(
        row(notice, locale),
        content.source(),
        content.source().matches("https://[^\\s\"'<>]+") ? content.source() : null,
        content.tables(),
        words.of(content.platforms(), content.categories(), locale),
        content.programmes(),
        content.transition().kind().name(),
        text(notice.adjustUntil()),
        notice.changedBy(),
        times.minute(notice.changedAt()),
        notice.historyId().value(),
        rehearsals.isRehearsable(notice));
  }

  private List<Flip> flips(Rehearsal rehearsal) {
    return rehearsals.flips(rehearsal.noticeId(), rehearsal.number(), 0, MOST_FLIPS).stream()
        .map(
            flip ->
                new Flip(
                    flip.subject(),
                    flip.subject().matches("[a-z]{2}_[0-9a-z]{16}"),
                    flip.table(),
                    times.minute(flip.decidedAt()),
                    flip.editionBefore(),
                    json.writeValueAsString(flip.before()),
                    flip.failure().isEmpty()
                        ? json.writeValueAsString(flip.after())
                        : flip.failure(),
                    String.join(", ", flip.rows())))
        .toList();
  }
}
