package dev.merchantreview.rules;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Everything that is wrong in the files of a folder: where it stands and what to do about it. */
public final class Flaws {

  private final String folder;

  private final List<String> found = new ArrayList<>();

  /**
   * @param folder below {@code config}
   */
  public Flaws(String folder) {
    this.folder = folder;
  }

  /**
   * @param what what is wrong and, after it, the remedy
   */
  public void add(String file, Node where, String what) {
    add(file, where.getStartMark(), what);
  }

  /**
   * @param where lines are counted from 1 in what people read
   */
  public void add(String file, Mark where, String what) {
    add(file, where.getLine() + 1, what);
  }

  public void add(String file, int line, String what) {
    add("%s, line %d: %s".formatted(file, line, what));
  }

  /** A flaw of no file. */
  public void add(String what) {
    found.add(what);
  }

  /** How many there are. */
  public int count() {
    return found.size();
  }

  /**
   * @throws IllegalStateException with all of it, when there is any
   */
  public void refuse() {
    if (!found.isEmpty()) {
      throw new IllegalStateException(
          "config/" + folder + " cannot be used:\n  " + String.join("\n  ", found));
    }
  }
}
