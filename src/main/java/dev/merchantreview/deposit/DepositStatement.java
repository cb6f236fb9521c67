package dev.merchantreview.deposit;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

/**
 * A month of a deposit.
 *
 * @param from the month's first moment
 * @param until the next month's first moment
 * @param opening how the accounts stood at the first moment
 * @param closing how they stood at the last one, or stand now in the present month
 * @param lines what was booked in it, oldest first
 */
public record DepositStatement(
    DepositAccount account,
    YearMonth month,
    Instant from,
    Instant until,
    Balances opening,
    Balances closing,
    List<LedgerPosting> lines) {}
