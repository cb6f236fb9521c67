package dev.merchantreview.caseindex.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.caseindex.IndexBuild;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The index of all cases itself. */
@RestController
@RequestMapping("/api/v1/case-index")
@Tag(name = "Cases")
class CaseIndexController {

  private final IndexBuild build;
  private final WorkingCalendar calendar;

  CaseIndexController(IndexBuild build, WorkingCalendar calendar) {
    this.build = build;
    this.calendar = calendar;
  }

  /**
   * How the index stands.
   *
   * @param builtAt when it was complete last; null while it is not, and no case is found by it
   * @param askedAt when the last rebuild was asked for; null when none ever was
   * @param askedBy who asked for it
   * @param running whether a rebuild was asked for and has not ended
   * @param cases how many cases the last one looked at
   * @param repaired how many of their rows were missing or not right
   * @param unreadable how many cases are not found because they cannot be read; they are tried
   *     again
   */
  record CaseIndexView(
      @Nullable OffsetDateTime builtAt,
      @Nullable OffsetDateTime askedAt,
      @Nullable String askedBy,
      boolean running,
      long cases,
      long repaired,
      long unreadable) {}

  @GetMapping
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  @Operation(operationId = "getCaseIndex", summary = "How the index of all cases stands")
  CaseIndexView status() {
    return view(build.status());
  }

  @PostMapping("/rebuild")
  @MayCall(Role.ADMIN)
  @Operation(
      operationId = "rebuildCaseIndex",
      summary = "Compare every row with the cases' own tables, and mend what is not right")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<CaseIndexView> rebuild(Caller caller) {
    return ResponseEntity.accepted().body(view(build.ask(caller.actor())));
  }

  private CaseIndexView view(IndexBuild.Status status) {
    return new CaseIndexView(
        at(status.builtAt()),
        at(status.askedAt()),
        status.askedBy(),
        status.running(),
        status.cases(),
        status.repaired(),
        status.unreadable());
  }

  private @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atZone(calendar.zone()).toOffsetDateTime();
  }
}
