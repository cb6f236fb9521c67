package dev.merchantreview.onboarding.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.onboarding.ApplicationContent;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.onboarding.ShopData;
import dev.merchantreview.onboarding.ShopDataRule;
import dev.merchantreview.onboarding.StoreApplication;
import dev.merchantreview.onboarding.StoreApplicationState;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Once;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Store applications. */
@RestController
@RequestMapping("/api/v1/store-applications")
@Tag(name = "Store applications", description = "入驻申请: one request to open one store")
class StoreApplicationController {

  private final Onboarding onboarding;
  private final ApplicationViews applications;
  private final ShopDataRule shop;
  private final WorkingCalendar calendar;

  StoreApplicationController(
      Onboarding onboarding,
      ApplicationViews applications,
      ShopDataRule shop,
      WorkingCalendar calendar) {
    this.onboarding = onboarding;
    this.applications = applications;
    this.shop = shop;
    this.calendar = calendar;
  }

  @PostMapping
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Submit an application")
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  @Refuses(
      value = {ProblemType.NOT_YOUR_MERCHANT, ProblemType.DUPLICATE},
      own = ApplicationRefusal.class)
  ResponseEntity<ApplicationView> submit(
      @RequestBody ApplicationContent content, Once once, Caller caller, Locale locale) {
    requireMerchant(caller, content);
    try {
      return once.run(
          content,
          () -> {
            ShopRefusal.require(shop, content);
            return switch (onboarding.submit(content, caller.actor())) {
              case Onboarding.ApplicationResult.Accepted accepted ->
                  applications.created(
                      "/api/v1/store-applications", accepted.application(), caller, locale);
              case Onboarding.ApplicationResult.Duplicate duplicate ->
                  throw ApiProblem.duplicate(duplicate.existing());
              case Onboarding.ApplicationResult.TooEarly(Instant reopenableFrom) ->
                  throw tooEarly(reopenableFrom.atZone(calendar.zone()).toOffsetDateTime());
            };
          });
    } catch (Onboarding.ConcurrentSubmissionException concurrent) {
      throw ApiProblem.duplicate(onboarding.openOne(content).orElse(""));
    }
  }

  private static ApiProblem tooEarly(OffsetDateTime reopenableFrom) {
    return ApiProblem.of(
            ApplicationRefusal.REOPENING_PERIOD, reopenableFrom.toLocalDate().toString())
        .with("rule", ApplicationRefusal.REOPENING_PERIOD.name())
        .with("reopenableFrom", reopenableFrom);
  }

  @GetMapping("/{id}")
  @MayCall
  @Operation(summary = "One application; personal data masked unless the caller handed it in")
  ResponseEntity<ApplicationView> get(@PathVariable String id, Caller caller, Locale locale) {
    return applications.get(id, caller, locale);
  }

  @GetMapping
  @MayCall
  @Operation(summary = "Applications, newest first")
  @Parameter(
      name = "platform",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Platform.class))
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = StoreApplicationState.class))
  @Parameter(name = "merchantId", in = ParameterIn.QUERY)
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<ApplicationView> list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller,
      Locale locale) {
    Query query = new Query(parameters, Set.of("platform", "state", "merchantId"));
    Optional<Platform> platform = query.constant("platform", Platform.class);
    Optional<StoreApplicationState> state = query.constant("state", StoreApplicationState.class);
    Optional<String> merchantId = query.text("merchantId");
    return applications.page(
        query,
        caller,
        locale,
        slice ->
            onboarding.list(
                platform.orElse(null), state.orElse(null), merchantId.orElse(null), slice));
  }

  @PostMapping("/{id}/resubmission")
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Hand in a whole new content; only in FIX_REQUIRED")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  @Refuses(ProblemType.DUPLICATE)
  ResponseEntity<ApplicationView> resubmit(
      @PathVariable String id,
      @RequestBody ApplicationContent content,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    StoreApplication current = applications.owned(id, caller);
    requireSame(current.content(), content);
    return once.run(
        content,
        () -> {
          ShopRefusal.require(shop, current, content.shop(), "/shop");
          return applications.changed(
              onboarding.resubmit(current.id(), content, caller.actor(), expected),
              id,
              caller,
              locale);
        });
  }

  @PostMapping("/{id}/shop")
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "handInShopData",
      summary = "Hand in what the shop shows; only in SHOP_DATA_DUE")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<ApplicationView> handInShop(
      @PathVariable String id,
      @RequestBody ShopData handedIn,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    StoreApplication current = applications.owned(id, caller);
    return once.run(
        handedIn,
        () -> {
          ShopRefusal.require(shop, current, handedIn, "");
          return applications.changed(
              onboarding.handInShop(current.id(), handedIn, caller.actor(), expected),
              id,
              caller,
              locale);
        });
  }

  @PostMapping("/{id}/withdrawal")
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Take the application back; until it is ACTIVE")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<ApplicationView> withdraw(
      @PathVariable String id,
      @RequestBody WithdrawalRequest request,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    StoreApplication current = applications.owned(id, caller);
    return once.run(
        request,
        () ->
            applications.changed(
                onboarding.withdraw(current.id(), request.reason(), caller.actor(), expected),
                id,
                caller,
                locale));
  }

  private static void requireMerchant(Caller caller, ApplicationContent content) {
    if (!caller.actsFor(content.merchantId())) {
      throw ApiProblem.notYourMerchant(content.merchantId());
    }
  }

  /** A fix may change everything but which case it is. */
  private static void requireSame(ApplicationContent current, ApplicationContent fixed) {
    List<FieldError> errors = new ArrayList<>();
    if (current.platform() != fixed.platform()) {
      errors.add(FieldError.of("/platform", "NOT_CHANGEABLE", current.platform().name()));
    }
    if (!current.merchantId().equals(fixed.merchantId())) {
      errors.add(FieldError.of("/merchantId", "NOT_CHANGEABLE", current.merchantId()));
    }
    if (current.storeType() != fixed.storeType()) {
      errors.add(FieldError.of("/storeType", "NOT_CHANGEABLE", current.storeType().name()));
    }
    if (!errors.isEmpty()) {
      throw ApiProblem.validation(errors);
    }
  }
}
