package dev.merchantreview.store;

import dev.merchantreview.deposit.DepositHolder;
import dev.merchantreview.deposit.YearlyFee;
import dev.merchantreview.deposit.YearlyFeeNumbers;
import dev.merchantreview.deposit.YearlyFeeSwitch;
import dev.merchantreview.deposit.YearlyFees;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which stores owe the fee of a year: those that are open on a platform that asks for it, from
 * their next own day on. A store whose merchant wants to close it begins no year until that is
 * decided.
 */
@Service
class StoreFees {

  /** The last own day that is not after today, as {@link StoreDays#ownDay} counts it. */
  private static final String OWING =
      """
      with day as (
        select id, (coalesce((data ->> 'sellsFrom')::timestamptz, created_at) at time zone :zone)::date as first
          from store where platform = :platform and state = 'OPEN' and id > :after),
      year as (
        select id, first, extract(year from cast(:today as date))::int - extract(year from first)::int as years from day),
      own as (
        select id, (first + make_interval(years => case
                   when (first + make_interval(years => years))::date > :today then years - 1 else years end))::date as began
          from year)
      select id from own
       where began >= :since and not exists (
               select from yearly_fee f where f.store_id = own.id and f.year_from = own.began)
       order by id limit :limit
      """;

  private final Stores stores;
  private final StoreDays days;
  private final YearlyFees fees;
  private final Platforms platforms;
  private final JdbcClient jdbc;
  private final Clock clock;

  StoreFees(
      Stores stores,
      StoreDays days,
      YearlyFees fees,
      Platforms platforms,
      JdbcClient jdbc,
      Clock clock) {
    this.stores = stores;
    this.days = days;
    this.fees = fees;
    this.platforms = platforms;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Since when a platform asks for the fee; empty where it does not. */
  Optional<Instant> askedSince(Platform platform) {
    return fees.seen(platform, numbers(platform) != null);
  }

  private @Nullable YearlyFeeNumbers numbers(Platform platform) {
    return platforms.find(platform).flatMap(YearlyFeeSwitch::of).orElse(null);
  }

  /**
   * A portion of the stores whose year has begun and is not demanded, in the order of their ids.
   *
   * @param after the last one of the portion before
   */
  @Transactional(readOnly = true)
  List<CaseId> owing(Platform platform, Instant since, String after, int limit) {
    return jdbc.sql(OWING)
        .param("platform", platform.name())
        .param("zone", days.zone().getId())
        .param("today", days.day(clock.instant()))
        .param("since", days.day(since))
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> new CaseId(row.getString("id")))
        .list();
  }

  /** Demands the fee of the year that a store is in, if it owes that and nobody demanded it yet. */
  @Transactional
  void demand(CaseId id, Instant since) {
    Store store = stores.lock(id).orElseThrow();
    YearlyFeeNumbers numbers = numbers(store.opening().platform());
    if (numbers == null || store.state() != StoreState.OPEN) {
      return;
    }
    Optional<YearlyFee.Year> begun = days.yearBegun(store.sellsFrom(), since, clock.instant());
    Store.Opening opening = store.opening();
    begun.ifPresent(
        year ->
            fees.demand(
                DepositHolder.store(
                    opening.id(),
                    opening.applicationId(),
                    opening.platform(),
                    opening.merchantId()),
                year,
                numbers));
  }
}
