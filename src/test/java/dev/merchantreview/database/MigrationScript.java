package dev.merchantreview.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of a migration, as far as has to be known to judge them: without comments, each in
 * one line and in small letters, with what stands in quotes left out.
 *
 * @param version its number
 * @param contractOf the migration that gave a way round what this one takes away, by its number;
 *     empty for one that only adds
 */
record MigrationScript(
    String name, int version, List<String> statements, Optional<Integer> contractOf) {

  private static final Pattern NAME = Pattern.compile("V(\\d+)__.*\\.sql");
  private static final Pattern CONTRACT = Pattern.compile("(?m)^-- Contract of V(\\d+): \\S.*$");

  /** Comments, quoted names and texts, and bodies of functions; or the end of a statement. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?s)--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"[^\"]*\"|(\\$\\w*\\$).*?\\1|(;)|\\s+");

  static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }

  static MigrationScript of(String name, String sql) {
    Matcher named = NAME.matcher(name);
    if (!named.matches()) {
      throw new IllegalArgumentException(name + " is no versioned migration");
    }
    Matcher contract = CONTRACT.matcher(sql);
    return new MigrationScript(
        name,
        Integer.parseInt(named.group(1)),
        statements(sql),
        contract.find() ? Optional.of(Integer.valueOf(contract.group(1))) : Optional.empty());
  }

  private static List<String> statements(String sql) {
    List<String> statements = new ArrayList<>();
    StringBuilder now = new StringBuilder();
    Matcher token = TOKEN.matcher(sql);
    int from = 0;
    while (token.find()) {
      now.append(sql, from, token.start());
      from = token.end();
      if (token.group(2) != null) {
        add(statements, now);
      } else if (token.group(1) != null) {
        now.append("$$");
      } else if (token.group().startsWith("'")) {
        now.append("''");
      } else if (token.group().startsWith("\"")) {
        now.append(token.group());
      } else {
        now.append(' ');
      }
    }
    now.append(sql.substring(from));
    add(statements, now);
    return List.copyOf(statements);
  }

  private static void add(List<String> statements, StringBuilder now) {
    String statement = now.toString().replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
    if (!statement.isEmpty()) {
      statements.add(statement);
    }
    now.setLength(0);
  }
}
