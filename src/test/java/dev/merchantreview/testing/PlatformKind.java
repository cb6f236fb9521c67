package dev.merchantreview.testing;

/** Which of the platforms a test of processes needs. */
public enum PlatformKind {
  /**
   * The engine by itself, without pages and index: what most tests need. It leaves the machine to
   * them and shows a task at once.
   */
  ENGINE,
  /** With Tasklist's and Operate's pages, their index and their forms. */
  WEB_APPLICATIONS,
  /** Without an engine and a running service, which the test starts: for that of Camunda 8.8. */
  ASKING_ENGINE
}
