package dev.merchantreview.store.web;

import dev.merchantreview.web.Refusal;
import org.springframework.http.HttpStatus;

/** What nothing but asking for promotion is refused with. */
enum PromotionRefusal implements Refusal {
  /** Neither the platform nor a category of the store has promotion, or no figure is in force. */
  PROMOTION_NOT_OPEN;

  @Override
  public HttpStatus status() {
    return HttpStatus.CONFLICT;
  }
}
