package dev.programme;

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

/** Memberships over HTTP. */
@RestController
@RequestMapping(MembershipController.PATH)
class MembershipController {

  static final String PATH = "/api/v1/memberships";

  private final MembershipDesk desk;
  private final Memberships memberships;
  private final Views views;

  MembershipController(MembershipDesk desk, Memberships memberships, Views views) {
    this.desk = desk;
    this.memberships = memberships;
    this.views = views;
  }

  @ApiRequest
  record MembershipRequest(
      @NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String merchantId,
      @NotNull @Pattern(regexp = "^[A-Z]{1,20}$") String programme) {}

  record MembershipView(
      String id,
      Membership.State state,
      String merchantId,
      String programme,
      @Nullable OffsetDateTime reviewDueAt,
      OffsetDateTime createdAt) {}

  /** Shows memberships. */
  @Component
  static class Views extends CaseViews<Membership, MembershipView> {

    private final Memberships memberships;

    Views(Memberships memberships, ClosureReasons problems, WorkingCalendar calendar, Clock clock) {
      super(problems, calendar, clock);
      this.memberships = memberships;
    }

    @Override
    protected Optional<Membership> find(CaseId id) {
      return memberships.find(id);
    }

    @Override
    public MembershipView view(Membership membership, Caller caller, Locale locale) {
      return new MembershipView(
          membership.id().value(),
          membership.state(),
          membership.ownerId(),
          membership.data().programme,
          reviewDueAt(membership),
          at(membership.createdAt()));
    }
  }

  @PostMapping
  @MayCall(Role.MERCHANT)
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  ResponseEntity<MembershipView> submit(
      @RequestBody MembershipRequest request, Once once, Caller caller, Locale locale) {
    if (!caller.actsFor(request.merchantId())) {
      throw ApiProblem.notYourMerchant(request.merchantId());
    }
    return once.run(
        request,
        () ->
            views.created(
                PATH,
                desk.submit(request.merchantId(), request.programme(), caller.actor()),
                caller,
                locale));
  }

  @GetMapping("/{id}")
  @MayCall
  ResponseEntity<MembershipView> get(@PathVariable String id, Caller caller, Locale locale) {
    return views.get(id, caller, locale);
  }

  @GetMapping
  @MayCall
  Page<MembershipView> list(
      @RequestParam Map<String, String> parameters, Caller caller, Locale locale) {
    return views.page(new Query(parameters, Set.of()), caller, locale, memberships::list);
  }

  @PostMapping("/{id}/withdrawal")
  @MayCall(Role.MERCHANT)
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<MembershipView> withdraw(
      @PathVariable String id, Once once, ExpectedVersion expected, Caller caller, Locale locale) {
    CaseId owned = views.owned(id, caller).id();
    return once.run(
        "",
        () -> views.changed(desk.withdraw(owned, caller.actor(), expected), id, caller, locale));
  }
}
