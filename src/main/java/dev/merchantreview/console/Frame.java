package dev.merchantreview.console;

import java.util.List;

/**
 * What every page has around it.
 *
 * @param known whether somebody is logged in
 * @param pages those the person may see
 * @param here the address of the page, for coming back to it in another language
 */
public record Frame(boolean known, String name, List<Entry> pages, String here) {

  /**
   * A page that is led to from everywhere.
   *
   * @param key what it is called, in the bundles
   */
  public record Entry(String path, String key) {}

  /** Whether the page belongs to an entry: the longest path it begins with. */
  public boolean isAt(Entry entry) {
    String path = here.split("\\?", 2)[0];
    return path.equals(entry.path())
        || !entry.path().equals(Frames.FIRST) && path.startsWith(entry.path() + "/");
  }
}
