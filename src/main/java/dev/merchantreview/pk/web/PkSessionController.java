package dev.merchantreview.pk.web;

import dev.merchantreview.filing.Side;
import dev.merchantreview.pk.PkPlanning;
import dev.merchantreview.pk.PkProducts;
import dev.merchantreview.pk.PkSession;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.streamer.Streamer;
import dev.merchantreview.streamer.Streamers;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.ETags;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Once;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

/** PK sessions. */
@RestController
@RequestMapping("/api/v1/pk-sessions")
@Tag(name = "PK sessions", description = "PK: both sides' lanes, and what is missing on each")
class PkSessionController {

  private static final int SESSIONS = 200;

  private final PkPlanning planning;
  private final PkProducts products;
  private final PkSessionViews sessions;
  private final Streamers streamers;

  PkSessionController(
      PkPlanning planning, PkProducts products, PkSessionViews sessions, Streamers streamers) {
    this.planning = planning;
    this.products = products;
    this.sessions = sessions;
    this.streamers = streamers;
  }

  /**
   * A PK to be planned.
   *
   * @param streamerId the caller's side
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record PlanRequest(
      @NotNull Platform platform,
      @NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String streamerId,
      @NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String counterpartId,
      @NotNull OffsetDateTime liveAt) {}

  /** Which side; needed when the caller acts for both. */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record SideRequest(@Nullable @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String streamerId) {}

  /** When the live begins instead. */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record LiveTimeRequest(@NotNull OffsetDateTime liveAt) {}

  /** What is hung instead. */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record ReplacementRequest(
      @NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String productId) {}

  @PostMapping
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Plan a PK; the side that plans it has agreed to it")
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  ResponseEntity<PkSessionView> plan(
      @RequestBody PlanRequest request, Once once, Caller caller, Locale locale) {
    return once.run(
        request,
        () ->
            answer(
                HttpStatus.CREATED,
                planning.plan(
                    request.platform(),
                    request.streamerId(),
                    request.counterpartId(),
                    request.liveAt().toInstant(),
                    side(caller)),
                caller,
                locale));
  }

  @GetMapping("/{id}")
  @MayCall
  @Operation(summary = "Both lanes: what is missing on each, and who must act")
  @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
  ResponseEntity<PkSessionView> get(@PathVariable String id, Caller caller, Locale locale) {
    PkSession session =
        planning
            .find(caseId(id))
            .filter(one -> caller.readsAll() || PkPlanning.isVisible(one, caller::actsFor))
            .orElseThrow(() -> ApiProblem.notFound(id));
    return ResponseEntity.ok()
        .eTag(ETags.of(session.version()))
        .body(sessions.view(session, caller, locale));
  }

  @GetMapping
  @MayCall
  @Operation(summary = "A streamer's PK sessions, the latest live first; 200 at most")
  @Refuses(ProblemType.NOT_FOUND)
  List<PkSessionView> list(@RequestParam String streamerId, Caller caller, Locale locale) {
    Streamer streamer =
        streamers
            .find(streamerId)
            .filter(one -> caller.readsAll() || caller.actsFor(one.merchantId()))
            .orElseThrow(() -> ApiProblem.notFound(streamerId));
    return sessions.all(planning.ofStreamer(streamer.id(), SESSIONS), caller, locale);
  }

  @PostMapping("/{id}/confirmation")
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Agree to the PK as it is planned, or come back to it")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<PkSessionView> confirm(
      @PathVariable String id,
      @RequestBody SideRequest request,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    return changed(
        once,
        id,
        request,
        caller,
        locale,
        side -> planning.confirm(caseId(id), request.streamerId(), side, expected));
  }

  @PostMapping("/{id}/departure")
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Leave the PK; nothing is sold in it until the side comes back")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<PkSessionView> leave(
      @PathVariable String id,
      @RequestBody SideRequest request,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    return changed(
        once,
        id,
        request,
        caller,
        locale,
        side -> planning.leave(caseId(id), request.streamerId(), side, expected));
  }

  @PostMapping("/{id}/live-time")
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Move the live; the other side has to agree again")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<PkSessionView> move(
      @PathVariable String id,
      @RequestBody LiveTimeRequest request,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    return changed(
        once,
        id,
        request,
        caller,
        locale,
        side -> planning.move(caseId(id), request.liveAt().toInstant(), side, expected));
  }

  @PostMapping("/{id}/products/{productId}/removal")
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "removePkProduct",
      summary = "Take a product out of a lane; its filing stays")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<PkSessionView> remove(
      @PathVariable String id,
      @PathVariable String productId,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    return changed(
        once,
        id,
        "",
        caller,
        locale,
        side -> products.remove(caseId(id), productId, side, expected));
  }

  @PostMapping("/{id}/products/{productId}/replacement")
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "replacePkProduct",
      summary = "Hang another product instead; it has to be approved before anybody sells")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<PkSessionView> replace(
      @PathVariable String id,
      @PathVariable String productId,
      @RequestBody ReplacementRequest request,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    return changed(
        once,
        id,
        request,
        caller,
        locale,
        side -> products.replace(caseId(id), productId, request.productId(), side, expected));
  }

  private ResponseEntity<PkSessionView> changed(
      Once once,
      String id,
      Object request,
      Caller caller,
      Locale locale,
      Function<Side, Optional<PkPlanning.PkChangeResult>> change) {
    return once.run(
        request,
        () ->
            answer(
                HttpStatus.ACCEPTED,
                change.apply(side(caller)).orElseThrow(() -> ApiProblem.notFound(id)),
                caller,
                locale));
  }

  private ResponseEntity<PkSessionView> answer(
      HttpStatus status, PkPlanning.PkChangeResult outcome, Caller caller, Locale locale) {
    return switch (outcome) {
      case PkPlanning.PkChangeResult.Done(PkSession session) ->
          ResponseEntity.status(status)
              .eTag(ETags.of(session.version()))
              .body(sessions.view(session, caller, locale));
      case PkPlanning.PkChangeResult.Wrong(List<FieldError> errors) ->
          throw ApiProblem.validation(errors);
      case PkPlanning.PkChangeResult.Over(String state) ->
          throw ApiProblem.wrongState(state, Set.of());
    };
  }

  private static Side side(Caller caller) {
    return new Side(caller.actor(), caller::actsFor);
  }

  private static CaseId caseId(String id) {
    return CaseId.of(id).orElseThrow(() -> ApiProblem.notFound(id));
  }
}
