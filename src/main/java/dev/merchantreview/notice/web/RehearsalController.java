package dev.merchantreview.notice.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.notice.Rehearsal;
import dev.merchantreview.notice.Rehearsals;
import dev.merchantreview.notice.RuleNotice;
import dev.merchantreview.notice.RuleNotices;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Once;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Rehearsals of rule notices. */
@RestController
@RequestMapping("/api/v1/rule-notices/{id}")
@Tag(name = "Rule notices")
class RehearsalController {

  private static final int MOST = 50;
  private static final String NUMBER = "^[1-9][0-9]{0,8}$";

  private final RuleNotices notices;
  private final Rehearsals rehearsals;
  private final WorkingCalendar calendar;
  private final JsonMapper json;

  RehearsalController(
      RuleNotices notices, Rehearsals rehearsals, WorkingCalendar calendar, JsonMapper json) {
    this.notices = notices;
    this.rehearsals = rehearsals;
    this.calendar = calendar;
    this.json = json;
  }

  /**
   * A rehearsal that is asked for.
   *
   * @param cases of how many cases at most, the latest; 1,000 when left out
   * @param thresholds which scores are held against, in points, where the notice brings other
   *     weights of a score; 4.0 and 4.4 when left out
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record RehearsalRequest(
      @Nullable @Min(1) @Max(Rehearsals.MOST_CASES) Integer cases,
      @Nullable @Size(min = 1, max = 10)
          List<@NotNull @DecimalMin("0.01") @DecimalMax("10") BigDecimal> thresholds) {}

  /**
   * What a notice's editions would have said to decided cases, and made of scores.
   *
   * @param number counts a notice's rehearsals from 1
   * @param noticeVersion the version of the notice that was rehearsed
   * @param editions the edition of each table that was asked
   * @param cases of how many cases at most was asked
   * @param by who asked for it
   * @param decisions how many decisions were played
   * @param flipped how many of them are other ones
   * @param failed how many of those the edition could not decide
   * @param tookMillis how long the tables took, in milliseconds
   * @param rows how many decisions each row flips, the most first
   * @param scores what becomes of scores of which the notice brings other weights
   */
  record RehearsalView(
      int number,
      long noticeVersion,
      Map<String, Integer> editions,
      int cases,
      String by,
      OffsetDateTime at,
      int decisions,
      int flipped,
      int failed,
      long tookMillis,
      List<RowView> rows,
      List<RehearsedScoreView> scores) {}

  /**
   * How many decisions a row flips.
   *
   * @param table the decision table
   * @param row the row's id
   * @param decisions how many decisions it flips
   */
  @Schema(name = "RehearsalRowView")
  record RowView(String table, String row, int decisions) {}

  /**
   * A decision that is another one by the edition.
   *
   * @param table the decision table
   * @param subject the case, or the streamer that was judged
   * @param decidedAt when it was decided
   * @param editionBefore the edition that counts without the notice
   * @param before what it is by that edition, as JSON text
   * @param after what it would be, as JSON text
   * @param rows the rows that make the difference: they matched then or now alone, or have another
   *     answer
   * @param failure why the edition cannot decide it; empty where it can
   */
  record FlipView(
      String table,
      String subject,
      OffsetDateTime decidedAt,
      int editionBefore,
      String before,
      String after,
      List<String> rows,
      String failure) {}

  /**
   * A page of flips.
   *
   * @param items the latest cases first
   * @param next the {@code cursor} of the next page, or null on the last
   */
  record Flips(List<FlipView> items, @Nullable String next) {}

  @PostMapping("/rehearsal")
  @MayCall({Role.OPERATOR, Role.ADMIN})
  @Operation(
      operationId = "rehearseRuleNotice",
      summary =
          "Play the latest decided cases, and the scores of the last day, by the editions the notice brings; nothing"
              + " of them is changed")
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  @Refuses(own = NoticeRefusal.class)
  ResponseEntity<RehearsalView> rehearse(
      @PathVariable @Pattern(regexp = RuleNoticeController.ID) String id,
      @RequestBody RehearsalRequest request,
      Once once,
      Caller caller) {
    RuleNotice notice = notice(id);
    int cases = request.cases() == null ? Rehearsals.USUAL_CASES : request.cases();
    return once.run(
        request,
        () ->
            played(
                id,
                rehearsals.play(
                    notice,
                    cases,
                    request.thresholds() == null
                        ? Rehearsals.USUAL_THRESHOLDS
                        : request.thresholds(),
                    caller.actor())),
        played -> ResponseEntity.status(HttpStatus.CREATED).body(view(rehearsals.keep(played))));
  }

  private static Rehearsals.Played played(String id, Rehearsals.Outcome outcome) {
    return switch (outcome) {
      case Rehearsals.Played played -> played;
      case Rehearsals.Refused(Rehearsals.Reason reason) ->
          throw ApiProblem.of(NoticeRefusal.valueOf(reason.name()), id);
    };
  }

  @GetMapping("/rehearsals")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  @Operation(
      operationId = "listRehearsals",
      summary = "A notice's rehearsals, the latest first; the latest 50")
  List<RehearsalView> list(@PathVariable @Pattern(regexp = RuleNoticeController.ID) String id) {
    return rehearsals.of(notice(id).id(), MOST).stream().map(this::view).toList();
  }

  @GetMapping("/rehearsals/{number}/flips")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  @Operation(
      operationId = "listFlips",
      summary = "The decisions that a rehearsal flipped, of the latest cases first")
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Flips flips(
      @PathVariable @Pattern(regexp = RuleNoticeController.ID) String id,
      @Parameter(description = "The rehearsal's number, from 1")
          @PathVariable
          @Pattern(regexp = NUMBER)
          String number,
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters) {
    Query query = new Query(parameters, Set.of());
    int limit = query.limit();
    String cursor = parameters.getOrDefault("cursor", "");
    if (!cursor.isEmpty() && !cursor.matches(NUMBER)) {
      query.wrong(FieldError.of("#query/cursor", "WRONG_CURSOR"));
    }
    query.check();
    int kept = Integer.parseInt(number);
    if (rehearsals.find(id, kept).isEmpty()) {
      throw ApiProblem.notFound(id + " " + number);
    }
    int after = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
    List<Rehearsal.Flip> found = rehearsals.flips(id, kept, after, limit + 1);
    boolean more = found.size() > limit;
    List<Rehearsal.Flip> shown = more ? found.subList(0, limit) : found;
    return new Flips(
        shown.stream().map(this::view).toList(),
        more ? Integer.toString(shown.getLast().place()) : null);
  }

  @GetMapping("/rehearsals/{number}/score-changes")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  @Operation(
      operationId = "listScoreChanges",
      summary = "The subjects whose scores a rehearsal changes most, 100 of each score at most")
  List<ScoreChangeView> scoreChanges(
      @PathVariable @Pattern(regexp = RuleNoticeController.ID) String id,
      @Parameter(description = "The rehearsal's number, from 1")
          @PathVariable
          @Pattern(regexp = NUMBER)
          String number) {
    int kept = Integer.parseInt(number);
    if (rehearsals.find(id, kept).isEmpty()) {
      throw ApiProblem.notFound(id + " " + number);
    }
    return rehearsals.scoreChanges(id, kept).stream().map(ScoreChangeView::of).toList();
  }

  private RuleNotice notice(String id) {
    return notices.find(id).orElseThrow(() -> ApiProblem.notFound(id));
  }

  private RehearsalView view(Rehearsal rehearsal) {
    return new RehearsalView(
        rehearsal.number(),
        rehearsal.noticeVersion(),
        rehearsal.editions(),
        rehearsal.cases(),
        rehearsal.by(),
        rehearsal.at().atZone(calendar.zone()).toOffsetDateTime(),
        rehearsal.decisions(),
        rehearsal.flipped(),
        rehearsal.failed(),
        rehearsal.tookMillis(),
        rehearsal.rows().stream()
            .map(row -> new RowView(row.table(), row.row(), row.decisions()))
            .toList(),
        rehearsal.scores().stream().map(RehearsedScoreView::of).toList());
  }

  private FlipView view(Rehearsal.Flip flip) {
    return new FlipView(
        flip.table(),
        flip.subject(),
        flip.decidedAt().atZone(calendar.zone()).toOffsetDateTime(),
        flip.editionBefore(),
        json.writeValueAsString(flip.before()),
        json.writeValueAsString(flip.after()),
        flip.rows(),
        flip.failure());
  }
}
