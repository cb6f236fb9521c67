package dev.merchantreview.programme;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What would not be unmet, from what a row that matched says in the column of a figure. */
final class Threshold {

  private static final Pattern COMPARED =
      Pattern.compile("(<=|>=|<|>)\\s*(-?[0-9]+(?:\\.[0-9]+)?)(?:\\s*,\\s*null)?");
  private static final Pattern NOT = Pattern.compile("not\\(\\s*\"([A-Z_]+)\"\\s*\\)");

  private Threshold() {}

  /** Empty for a test that compares with no single value. */
  static Optional<String> of(String test) {
    Matcher compared = COMPARED.matcher(test.strip());
    if (compared.matches()) {
      String other =
          switch (compared.group(1)) {
            case "<" -> "≥";
            case "<=" -> ">";
            case ">" -> "≤";
            default -> "<";
          };
      return Optional.of(other + " " + compared.group(2));
    }
    Matcher not = NOT.matcher(test.strip());
    return not.matches() ? Optional.of(not.group(1)) : Optional.empty();
  }
}
