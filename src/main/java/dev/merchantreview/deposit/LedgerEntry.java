package dev.merchantreview.deposit;

/**
 * One side of a posting.
 *
 * @param amountFen what the account gains; negative for what it gives
 */
public record LedgerEntry(LedgerAccount account, long amountFen) {}
