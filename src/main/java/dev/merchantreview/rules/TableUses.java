package dev.merchantreview.rules;

import java.util.List;

/** How a module asks tables of which files, and not its code, say how many there are. */
public interface TableUses {

  /** One for each table. */
  List<TableUse> uses();
}
