package dev.merchantreview.testing;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Merchants nobody used yet, of those the local user acts for: one row of numbers for all tests
 * that share a database.
 */
public final class Merchants {

  private static final AtomicInteger NEXT = new AtomicInteger(2_000_000);

  private Merchants() {}

  public static String next() {
    return "m-1" + NEXT.getAndIncrement();
  }
}
