package dev.badge;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.review.web.CaseViews;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Page;
import dev.merchantreview.store.ClosureReasons;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Once;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Badges over HTTP. */
@RestController
@RequestMapping(BadgeController.PATH)
class BadgeController {

  static final String PATH = "/api/v1/badges";

  private final BadgeDesk desk;
  private final Badges badges;
  private final Views views;

  BadgeController(BadgeDesk desk, Badges badges, Views views) {
    this.desk = desk;
    this.badges = badges;
    this.views = views;
  }

  @ApiRequest
  record BadgeRequest(
      @NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String merchantId,
      @NotNull @Pattern(regexp = "^[A-Z]{1,20}$") String level) {}

  record BadgeView(
      String id,
      Badge.State state,
      String merchantId,
      String level,
      @Nullable OffsetDateTime reviewDueAt,
      OffsetDateTime createdAt) {}

  /** Shows badges. */
  @Component
  static class Views extends CaseViews<Badge, BadgeView> {

    private final Badges badges;

    Views(Badges badges, ClosureReasons problems, WorkingCalendar calendar, Clock clock) {
      super(problems, calendar, clock);
      this.badges = badges;
    }

    @Override
    protected Optional<Badge> find(CaseId id) {
      return badges.find(id);
    }

    @Override
    public BadgeView view(Badge badge, Caller caller, Locale locale) {
      return new BadgeView(
          badge.id().value(),
          badge.state(),
          badge.ownerId(),
          badge.data().level,
          reviewDueAt(badge),
          at(badge.createdAt()));
    }
  }

  @PostMapping
  @MayCall(Role.MERCHANT)
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  ResponseEntity<BadgeView> submit(
      @RequestBody BadgeRequest request, Once once, Caller caller, Locale locale) {
    if (!caller.actsFor(request.merchantId())) {
      throw ApiProblem.notYourMerchant(request.merchantId());
    }
    return once.run(
        request,
        () ->
            views.created(
                PATH,
                desk.submit(request.merchantId(), request.level(), caller.actor()),
                caller,
                locale));
  }

  @GetMapping("/{id}")
  @MayCall
  ResponseEntity<BadgeView> get(@PathVariable String id, Caller caller, Locale locale) {
    return views.get(id, caller, locale);
  }

  @GetMapping
  @MayCall
  Page<BadgeView> list(@RequestParam Map<String, String> parameters, Caller caller, Locale locale) {
    return views.page(new Query(parameters, Set.of()), caller, locale, badges::list);
  }

  @PostMapping("/{id}/withdrawal")
  @MayCall(Role.MERCHANT)
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<BadgeView> withdraw(
      @PathVariable String id, Once once, ExpectedVersion expected, Caller caller, Locale locale) {
    CaseId owned = views.owned(id, caller).id();
    return once.run(
        "",
        () -> views.changed(desk.withdraw(owned, caller.actor(), expected), id, caller, locale));
  }
}
