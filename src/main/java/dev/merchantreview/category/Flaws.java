package dev.merchantreview.category;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Everything that is wrong in the files of categories: where it stands and what to do about it. */
final class Flaws {

  private final List<String> found = new ArrayList<>();

  /**
   * @param what what is wrong and, after it, the remedy
   */
  void add(String file, Node where, String what) {
    add(file, where.getStartMark(), what);
  }

  /**
   * @param where lines are counted from 1 in what people read
   */
  void add(String file, Mark where, String what) {
    add(file, where.getLine() + 1, what);
  }

  void add(String file, int line, String what) {
    add("%s, line %d: %s".formatted(file, line, what));
  }

  /** A flaw of no file. */
  void add(String what) {
    found.add(what);
  }

  /**
   * @throws IllegalStateException with all of it, when there is any
   */
  void refuse() {
    if (!found.isEmpty()) {
      throw new IllegalStateException(
          "config/categories cannot be used:\n  " + String.join("\n  ", found));
    }
  }
}
