package dev.merchantreview.permit.web;

import dev.merchantreview.filing.Scenario;
import dev.merchantreview.permit.SalePermits;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.CallerClock;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** May this product be sold in this live now? Asked each time a product is hung. */
@RestController
@RequestMapping("/api/v1/sale-permits")
@Tag(name = "Sale permits", description = "可挂车: may this product be sold in this live now?")
class SalePermitController {

  private final SalePermits permits;
  private final CallerClock clock;
  private final Texts texts;

  SalePermitController(SalePermits permits, CallerClock clock, Texts texts) {
    this.permits = permits;
    this.clock = clock;
    this.texts = texts;
  }

  /**
   * An answer.
   *
   * @param reasons every reason against it; empty when it is permitted
   */
  record PermitView(boolean permitted, List<Texts.Coded> reasons) {}

  /** The answer for one of several products. */
  record ProductPermitView(String productId, boolean permitted, List<Texts.Coded> reasons) {}

  /** The answers, in the order of the products. */
  record BatchView(List<ProductPermitView> items) {}

  /**
   * Several products of one live.
   *
   * @param streamerId who sells
   * @param counterpartId in a PK, the streamer on the other side
   * @param at when they are to be sold; null means now
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record BatchRequest(
      @NotNull @Size(min = 1, max = 200)
          List<@NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String> productIds,
      @NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String streamerId,
      @Nullable @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String counterpartId,
      @NotNull Scenario scenario,
      @Nullable OffsetDateTime at) {}

  @GetMapping
  @MayCall
  @Operation(summary = "One product; all reasons at once")
  @Parameter(name = "productId", in = ParameterIn.QUERY, required = true)
  @Parameter(
      name = "streamerId",
      in = ParameterIn.QUERY,
      required = true,
      description = "who sells")
  @Parameter(
      name = "counterpartId",
      in = ParameterIn.QUERY,
      description = "in a PK, the streamer on the other side")
  @Parameter(
      name = "scenario",
      in = ParameterIn.QUERY,
      required = true,
      schema = @Schema(implementation = Scenario.class))
  @Parameter(name = "at", in = ParameterIn.QUERY, description = "RFC 3339; now unless given")
  PermitView get(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller,
      Locale locale) {
    Query query =
        new Query(
            parameters,
            Set.of("productId", "streamerId", "counterpartId", "scenario", "at"),
            Query.Kind.SINGLE);
    String productId = query.required("productId");
    String streamerId = query.required("streamerId");
    String counterpartId = query.text("counterpartId").orElse(null);
    Scenario scenario = query.constant("scenario", Scenario.class).orElse(null);
    if (!parameters.containsKey("scenario")) {
      query.wrong(FieldError.of("#query/scenario", "REQUIRED"));
    }
    Instant at = query.instant("at").orElse(null);
    check(streamerId, counterpartId, scenario, at, "#query/").forEach(query::wrong);
    query.check();
    SalePermits.Answer answer =
        permits
            .answer(
                List.of(
                    new SalePermits.Question(
                        productId,
                        streamerId,
                        counterpartId,
                        Objects.requireNonNull(scenario),
                        at)),
                sides(caller))
            .getFirst();
    return new PermitView(answer.permitted(), reasons(answer, locale));
  }

  @PostMapping("/batch")
  @MayCall
  @Operation(operationId = "getSalePermits", summary = "Up to 200 products of one live")
  BatchView batch(@RequestBody BatchRequest request, Caller caller, Locale locale) {
    Instant at = request.at() == null ? null : request.at().toInstant();
    List<FieldError> errors =
        check(request.streamerId(), request.counterpartId(), request.scenario(), at, "/");
    if (!errors.isEmpty()) {
      throw ApiProblem.validation(errors);
    }
    List<SalePermits.Answer> answers =
        permits.answer(
            request.productIds().stream()
                .map(
                    id ->
                        new SalePermits.Question(
                            id,
                            request.streamerId(),
                            request.counterpartId(),
                            request.scenario(),
                            at))
                .toList(),
            sides(caller));
    List<ProductPermitView> items = new ArrayList<>(answers.size());
    for (int i = 0; i < answers.size(); i++) {
      items.add(
          new ProductPermitView(
              request.productIds().get(i),
              answers.get(i).permitted(),
              reasons(answers.get(i), locale)));
    }
    return new BatchView(items);
  }

  private List<FieldError> check(
      @Nullable String streamerId,
      @Nullable String counterpartId,
      @Nullable Scenario scenario,
      @Nullable Instant at,
      String pointer) {
    List<FieldError> errors = new ArrayList<>();
    if (scenario != null && !scenario.isDeclared()) {
      errors.add(FieldError.of(pointer + "scenario", "NOT_ALLOWED", Scenario.DECLARED));
    }
    if (scenario == Scenario.PK && counterpartId == null) {
      errors.add(FieldError.of(pointer + "counterpartId", "REQUIRED"));
    }
    if (scenario != null && scenario != Scenario.PK && counterpartId != null) {
      errors.add(FieldError.of(pointer + "counterpartId", "ONLY_IN_PK"));
    }
    if (counterpartId != null && counterpartId.equals(streamerId)) {
      errors.add(FieldError.of(pointer + "counterpartId", "PK_WITH_ONESELF"));
    }
    if (at != null && at.isBefore(clock.earliestNow())) {
      errors.add(FieldError.of(pointer + "at", "IN_PAST"));
    }
    return errors;
  }

  private List<Texts.Coded> reasons(SalePermits.Answer answer, Locale locale) {
    return answer.reasons().stream().map(code -> texts.of("permit", code, locale)).toList();
  }

  private static Predicate<String> sides(Caller caller) {
    return caller.readsAll() ? SalePermits.EVERYBODY : caller::actsFor;
  }
}
