package dev.merchantreview.deposit;

import java.util.List;

/** Leads people to stores whose yearly fee is not paid on its day: nothing closes by itself. */
public interface OverdueFees {

  /**
   * Told in the transaction that changed it.
   *
   * @param overdue what a store owes beyond its deadline, oldest first; empty when nothing any more
   */
  void changed(String storeId, List<YearlyFee> overdue);
}
