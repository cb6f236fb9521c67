package dev.merchantreview.testing;

import java.util.Locale;

/** What a test class needs to run. */
enum TestTier {
  /** Nothing. */
  RULES,
  /** The service with its database. */
  DATABASE,
  /** The engine, too. */
  PROCESS,
  /** Its pages and their index, too. */
  WEB_APPLICATIONS;

  private static final String WHOLE_PLATFORM = "dev.merchantreview.journey";

  /**
   * @throws IllegalStateException when a test of processes does not say whether it has the platform
   *     alone or shares it
   */
  static TestTier of(Class<?> testClass) {
    if (!testClass.getSimpleName().endsWith("IT")) {
      return RULES;
    }
    return PlatformOfTheTest.kind(testClass)
        .map(kind -> kind == PlatformKind.WEB_APPLICATIONS ? WEB_APPLICATIONS : PROCESS)
        .orElseGet(
            () -> {
              if (testClass.getPackageName().startsWith(WHOLE_PLATFORM)) {
                throw new IllegalStateException(
                    testClass + " does not say whether it has the platform alone or shares it");
              }
              return DATABASE;
            });
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
