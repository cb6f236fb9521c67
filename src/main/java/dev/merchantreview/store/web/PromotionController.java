package dev.merchantreview.store.web;

import dev.merchantreview.store.PromotionTerms;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StorePromotion;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Once;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Promotion of a store's goods, for a deposit of its own. */
@RestController
@RequestMapping("/api/v1/stores/{id}/promotion")
@Tag(name = "Stores")
class PromotionController {

  private final StorePromotion promotion;
  private final PromotionTerms terms;
  private final StoreViews views;

  PromotionController(StorePromotion promotion, PromotionTerms terms, StoreViews views) {
    this.promotion = promotion;
    this.terms = terms;
    this.views = views;
  }

  @PostMapping
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "askForPromotion",
      summary = "Have an open store's goods promoted; its deposit is demanded at once")
  @Refuses(value = ProblemType.WRONG_STATE, own = PromotionRefusal.class)
  ResponseEntity<StoreView> ask(@PathVariable String id, Once once, Caller caller, Locale locale) {
    Store store = views.owned(id, caller);
    PromotionTerms.Terms asked =
        terms
            .of(store)
            .orElseThrow(
                () ->
                    ApiProblem.of(
                        PromotionRefusal.PROMOTION_NOT_OPEN, store.opening().platform().name()));
    return once.run(
        "", () -> done(promotion.ask(store.id(), asked, caller.actor()), id, caller, locale));
  }

  @PostMapping("/withdrawal")
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "giveUpPromotion",
      summary =
          "Give promotion up; what was deposited for it can be refunded while the store goes on")
  @Refuses(ProblemType.WRONG_STATE)
  ResponseEntity<StoreView> giveUp(
      @PathVariable String id, Once once, Caller caller, Locale locale) {
    Store store = views.owned(id, caller);
    return once.run(
        "", () -> done(promotion.giveUp(store.id(), caller.actor()), id, caller, locale));
  }

  private ResponseEntity<StoreView> done(
      Optional<StorePromotion.Outcome> outcome, String id, Caller caller, Locale locale) {
    return switch (outcome.orElseThrow(() -> ApiProblem.notFound(id))) {
      case StorePromotion.Outcome.Done done -> views.get(id, caller, locale);
      case StorePromotion.Outcome.WrongState(String state) ->
          throw ApiProblem.wrongState(state, Set.of());
    };
  }
}
