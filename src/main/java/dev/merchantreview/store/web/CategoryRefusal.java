package dev.merchantreview.store.web;

import dev.merchantreview.web.Refusal;
import org.springframework.http.HttpStatus;

/** What nothing but taking a category away, or giving it back, is refused with. */
enum CategoryRefusal implements Refusal {
  /** The store has no such category, nor one it is part of. */
  CATEGORY_NOT_HELD,
  /** The store lost it before. */
  CATEGORY_LOST_ALREADY,
  /** The store did not lose it. */
  CATEGORY_NOT_LOST;

  @Override
  public HttpStatus status() {
    return HttpStatus.CONFLICT;
  }
}
