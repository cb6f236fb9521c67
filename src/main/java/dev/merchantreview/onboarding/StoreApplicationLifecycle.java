package dev.merchantreview.onboarding;

import static dev.merchantreview.onboarding.StoreApplicationEvent.ACTIVATE;
import static dev.merchantreview.onboarding.StoreApplicationEvent.ASK_SHOP_DATA;
import static dev.merchantreview.onboarding.StoreApplicationEvent.DEMAND_DEPOSIT;
import static dev.merchantreview.onboarding.StoreApplicationEvent.EXPIRE;
import static dev.merchantreview.onboarding.StoreApplicationEvent.OFFER_CONTRACT;
import static dev.merchantreview.onboarding.StoreApplicationEvent.OPEN_REVIEW;
import static dev.merchantreview.onboarding.StoreApplicationEvent.REJECT;
import static dev.merchantreview.onboarding.StoreApplicationEvent.RESUBMIT;
import static dev.merchantreview.onboarding.StoreApplicationEvent.SEND_BACK;
import static dev.merchantreview.onboarding.StoreApplicationEvent.VERIFY_ACCOUNT;
import static dev.merchantreview.onboarding.StoreApplicationEvent.WITHDRAW;
import static dev.merchantreview.onboarding.StoreApplicationState.ACTIVE;
import static dev.merchantreview.onboarding.StoreApplicationState.DEPOSIT_DUE;
import static dev.merchantreview.onboarding.StoreApplicationState.EXPIRED;
import static dev.merchantreview.onboarding.StoreApplicationState.FIX_REQUIRED;
import static dev.merchantreview.onboarding.StoreApplicationState.IN_REVIEW;
import static dev.merchantreview.onboarding.StoreApplicationState.REJECTED;
import static dev.merchantreview.onboarding.StoreApplicationState.SHOP_DATA_DUE;
import static dev.merchantreview.onboarding.StoreApplicationState.SIGNING;
import static dev.merchantreview.onboarding.StoreApplicationState.SUBMITTED;
import static dev.merchantreview.onboarding.StoreApplicationState.VERIFYING_ACCOUNT;
import static dev.merchantreview.onboarding.StoreApplicationState.WITHDRAWN;

import dev.merchantreview.lifecycle.Lifecycle;

/**
 * The one table of what may happen to a store application, and when: that of all roads there can
 * be. What has to be on record before a phase may begin is judged where it begins.
 */
final class StoreApplicationLifecycle {

  static final Lifecycle<StoreApplicationState, StoreApplicationEvent> TABLE =
      Lifecycle.of(StoreApplicationState.class, StoreApplicationEvent.class, SUBMITTED)
          .on(SEND_BACK, SUBMITTED, FIX_REQUIRED)
          .on(REJECT, SUBMITTED, REJECTED)
          .on(OPEN_REVIEW, SUBMITTED, IN_REVIEW)
          .on(VERIFY_ACCOUNT, SUBMITTED, VERIFYING_ACCOUNT)
          .on(ASK_SHOP_DATA, SUBMITTED, SHOP_DATA_DUE)
          .on(WITHDRAW, SUBMITTED, WITHDRAWN)
          .on(RESUBMIT, FIX_REQUIRED, SUBMITTED)
          .on(WITHDRAW, FIX_REQUIRED, WITHDRAWN)
          .on(EXPIRE, FIX_REQUIRED, EXPIRED)
          .on(SEND_BACK, VERIFYING_ACCOUNT, FIX_REQUIRED)
          .on(REJECT, VERIFYING_ACCOUNT, REJECTED)
          .on(OPEN_REVIEW, VERIFYING_ACCOUNT, IN_REVIEW)
          .on(ASK_SHOP_DATA, VERIFYING_ACCOUNT, SHOP_DATA_DUE)
          .on(OFFER_CONTRACT, VERIFYING_ACCOUNT, SIGNING)
          .on(DEMAND_DEPOSIT, VERIFYING_ACCOUNT, DEPOSIT_DUE)
          .on(ACTIVATE, VERIFYING_ACCOUNT, ACTIVE)
          .on(WITHDRAW, VERIFYING_ACCOUNT, WITHDRAWN)
          .on(EXPIRE, VERIFYING_ACCOUNT, EXPIRED)
          .on(SEND_BACK, SHOP_DATA_DUE, FIX_REQUIRED)
          .on(REJECT, SHOP_DATA_DUE, REJECTED)
          .on(OPEN_REVIEW, SHOP_DATA_DUE, IN_REVIEW)
          .on(VERIFY_ACCOUNT, SHOP_DATA_DUE, VERIFYING_ACCOUNT)
          .on(WITHDRAW, SHOP_DATA_DUE, WITHDRAWN)
          .on(EXPIRE, SHOP_DATA_DUE, EXPIRED)
          .on(SEND_BACK, IN_REVIEW, FIX_REQUIRED)
          .on(REJECT, IN_REVIEW, REJECTED)
          .on(VERIFY_ACCOUNT, IN_REVIEW, VERIFYING_ACCOUNT)
          .on(OFFER_CONTRACT, IN_REVIEW, SIGNING)
          .on(DEMAND_DEPOSIT, IN_REVIEW, DEPOSIT_DUE)
          .on(ACTIVATE, IN_REVIEW, ACTIVE)
          .on(WITHDRAW, IN_REVIEW, WITHDRAWN)
          .on(DEMAND_DEPOSIT, SIGNING, DEPOSIT_DUE)
          .on(ACTIVATE, SIGNING, ACTIVE)
          .on(WITHDRAW, SIGNING, WITHDRAWN)
          .on(EXPIRE, SIGNING, EXPIRED)
          .on(ACTIVATE, DEPOSIT_DUE, ACTIVE)
          .on(WITHDRAW, DEPOSIT_DUE, WITHDRAWN)
          .on(EXPIRE, DEPOSIT_DUE, EXPIRED)
          .build();

  private StoreApplicationLifecycle() {}
}
