package dev.merchantreview.notice.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.notice.RuleNotice;
import dev.merchantreview.notice.RuleNoticeContent;
import dev.merchantreview.notice.RuleNotices;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.ETags;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Rule notices. */
@RestController
@RequestMapping("/api/v1/rule-notices")
@Tag(
    name = "Rule notices",
    description = "规则公告: what a platform publishes of its rules, and from which day it counts")
class RuleNoticeController {

  static final String ID = "^[a-z0-9][a-z0-9-]{2,63}$";

  private final RuleNotices notices;
  private final WorkingCalendar calendar;

  RuleNoticeController(RuleNotices notices, WorkingCalendar calendar) {
    this.notices = notices;
    this.calendar = calendar;
  }

  @PutMapping("/{id}")
  @MayCall(Role.ADMIN)
  @Operation(
      summary =
          "Put a rule notice on record, change it before its first day, or end it; the same again changes nothing")
  @ApiResponse(
      responseCode = "200",
      description = "Changed, or the same",
      useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "201",
      description = "On record for the first time",
      useReturnTypeSchema = true)
  @Refuses(own = NoticeRefusal.class)
  ResponseEntity<RuleNoticeView> put(
      @PathVariable @Pattern(regexp = ID) String id,
      @RequestBody RuleNoticeContent content,
      ExpectedVersion expected,
      Caller caller) {
    return answer(id, notices.put(id, content, caller.actor(), expected));
  }

  @DeleteMapping("/{id}")
  @MayCall(Role.ADMIN)
  @Operation(
      operationId = "withdrawRuleNotice",
      summary =
          "Take a rule notice back that has not taken effect; it stays on record as withdrawn")
  @Refuses(own = NoticeRefusal.class)
  ResponseEntity<RuleNoticeView> withdraw(
      @PathVariable @Pattern(regexp = ID) String id, ExpectedVersion expected, Caller caller) {
    return answer(id, notices.withdraw(id, caller.actor(), expected));
  }

  @GetMapping("/{id}")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  @Operation(summary = "One rule notice")
  ResponseEntity<RuleNoticeView> get(@PathVariable @Pattern(regexp = ID) String id) {
    RuleNotice notice = notices.find(id).orElseThrow(() -> ApiProblem.notFound(id));
    return ResponseEntity.ok().eTag(ETags.of(notice.version())).body(view(notice));
  }

  @GetMapping
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  @Operation(summary = "Rule notices, those with the latest first day first")
  @Parameter(
      name = "platform",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Platform.class))
  @Parameter(
      name = "from",
      in = ParameterIn.QUERY,
      description = "Only those that count on this day (YYYY-MM-DD) or later")
  @Parameter(
      name = "to",
      in = ParameterIn.QUERY,
      description = "Only those that count on this day (YYYY-MM-DD) or earlier")
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<RuleNoticeView> list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters) {
    Query query = new Query(parameters, Set.of("platform", "from", "to"));
    RuleNotices.Filter filter =
        new RuleNotices.Filter(
            query.constant("platform", Platform.class).orElse(null),
            query.date("from").orElse(null),
            query.date("to").orElse(null));
    int limit = query.limit();
    Optional<Page.Cursor> cursor = query.cursor();
    query.check();
    return Page.of(
        notices.list(filter, cursor.map(RuleNoticeController::place).orElse(null), limit + 1),
        limit,
        notice ->
            new Page.Cursor(
                notice.content().effectiveFrom().atStartOfDay(ZoneOffset.UTC).toInstant(),
                notice.id()),
        this::view);
  }

  private static RuleNotices.Place place(Page.Cursor cursor) {
    return new RuleNotices.Place(LocalDate.ofInstant(cursor.at(), ZoneOffset.UTC), cursor.id());
  }

  private ResponseEntity<RuleNoticeView> answer(String id, RuleNotices.Outcome outcome) {
    return switch (outcome) {
      case RuleNotices.Outcome.Stored(RuleNotice notice, boolean created) ->
          ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK)
              .eTag(ETags.of(notice.version()))
              .body(view(notice));
      case RuleNotices.Outcome.Wrong wrong -> throw ApiProblem.validation(wrong.errors());
      case RuleNotices.Outcome.Unknown none -> throw ApiProblem.notFound(id);
      case RuleNotices.Outcome.Refused(RuleNotice notice, RuleNotices.Reason reason) ->
          throw ApiProblem.of(
              NoticeRefusal.valueOf(reason.name()),
              id,
              notice.content().effectiveFrom().toString());
    };
  }

  private RuleNoticeView view(RuleNotice notice) {
    RuleNoticeContent content = notice.content();
    return new RuleNoticeView(
        notice.id(),
        notice.standingOn(notices.today()),
        content.platforms(),
        content.title(),
        content.publishedOn(),
        content.publicUntil(),
        content.effectiveFrom(),
        content.endsOn(),
        content.source(),
        content.tables(),
        content.categories(),
        content.programmes(),
        content.transition(),
        notice.adjustUntil(),
        notice.reviewAgainFrom(),
        notice.origin(),
        notice.historyId().value(),
        at(notice.withdrawnAt()),
        notice.changedBy(),
        notice.changedAt().atZone(calendar.zone()).toOffsetDateTime());
  }

  private @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atZone(calendar.zone()).toOffsetDateTime();
  }
}
