package dev.merchantreview.web;

import jakarta.servlet.http.HttpServletRequest;

/** Where the pages for people are. */
public final class ConsolePaths {

  /** The first of them. */
  public static final String ROOT = "/console";

  static final String LOGIN = ROOT + "/login";

  /** The login as it is shown to who has just logged out. */
  static final String LEFT = LOGIN + "?left";

  static final String LOGOUT = ROOT + "/logout";
  static final String LANGUAGE = ROOT + "/language";
  static final String PROBLEM = ROOT + "/problem";
  static final String ASSETS = ROOT + "/assets/";

  /** The attribute of a request that has the problem its page tells of. */
  static final String PROBLEM_ATTRIBUTE = ConsolePaths.class.getName() + ".problem";

  private ConsolePaths() {}

  /**
   * Whether a request is for a page, and its errors are to be pages, too. What the container itself
   * could not read has no path yet, and is no page.
   */
  static boolean isPage(HttpServletRequest request) {
    String path = request.getServletPath();
    return path != null && isPage(path);
  }

  static boolean isPage(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/");
  }
}
