package dev.merchantreview.notification.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.notification.Notification;
import dev.merchantreview.notification.Notifications;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Page;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Deliveries of notifications. */
@RestController
@RequestMapping("/api/v1/notifications")
@Tag(name = "Notifications")
class NotificationController {

  private final Notifications notifications;
  private final JsonMapper json;
  private final WorkingCalendar calendar;

  NotificationController(Notifications notifications, JsonMapper json, WorkingCalendar calendar) {
    this.notifications = notifications;
    this.json = json;
    this.calendar = calendar;
  }

  /**
   * A notification and how its delivery stands.
   *
   * @param body what is sent
   */
  record NotificationView(
      String id,
      String merchantId,
      String caseId,
      String type,
      Notification.State state,
      int attempts,
      @Nullable Integer lastStatus,
      @Nullable String lastError,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime nextAttemptAt,
      @Nullable OffsetDateTime deliveredAt,
      JsonNode body) {}

  @GetMapping
  @MayCall
  @Operation(summary = "A merchant's deliveries, newest first")
  @Parameter(name = "merchantId", in = ParameterIn.QUERY, required = true)
  @Parameter(name = "caseId", in = ParameterIn.QUERY)
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Notification.State.class))
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  @Refuses(ProblemType.NOT_YOUR_MERCHANT)
  Page<NotificationView> list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters, Caller caller) {
    Query query = new Query(parameters, Set.of("merchantId", "caseId", "state"));
    Optional<String> merchantId = query.text("merchantId");
    Optional<String> caseId = query.text("caseId");
    Optional<Notification.State> state = query.constant("state", Notification.State.class);
    int limit = query.limit();
    Optional<Page.Cursor> cursor = query.cursor();
    query.check();
    if (merchantId.isEmpty()) {
      throw ApiProblem.validation(List.of(FieldError.of("#query/merchantId", "REQUIRED")));
    }
    if (!caller.readsAll() && !caller.actsFor(merchantId.get())) {
      throw ApiProblem.notYourMerchant(merchantId.get());
    }
    return Page.of(
        notifications.list(
            merchantId.get(), caseId.orElse(null), state.orElse(null), cursor, limit + 1),
        limit,
        notification -> new Page.Cursor(notification.createdAt(), notification.id()),
        this::view);
  }

  @PostMapping("/{id}/replay")
  @MayCall({Role.MERCHANT, Role.OPERATOR, Role.ADMIN})
  @Operation(summary = "Deliver again, whatever became of it before")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<NotificationView> replay(@PathVariable String id, Caller caller) {
    Notification notification =
        notifications
            .find(id)
            .filter(one -> Recipients.mayManage(caller, one.merchantId()))
            .orElseThrow(() -> ApiProblem.notFound(id));
    notifications.replay(notification.id());
    return ResponseEntity.accepted()
        .body(view(notifications.find(id).orElseThrow(() -> ApiProblem.notFound(id))));
  }

  private NotificationView view(Notification notification) {
    return new NotificationView(
        notification.id(),
        notification.merchantId(),
        notification.caseId(),
        notification.type(),
        notification.state(),
        notification.attempts(),
        notification.lastStatus(),
        notification.lastError(),
        notification.createdAt().atZone(calendar.zone()).toOffsetDateTime(),
        at(notification.nextAttemptAt()),
        at(notification.deliveredAt()),
        json.readTree(notification.body()));
  }

  private @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atZone(calendar.zone()).toOffsetDateTime();
  }
}
