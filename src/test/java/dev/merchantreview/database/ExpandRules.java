package dev.merchantreview.database;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the release before goes on working beside what a migration leaves, and nobody waits for
 * it: what is not known to be so is refused. What a statement does to a table that the same upgrade
 * made is nobody's business.
 */
final class ExpandRules {

  private static final String TABLE = "(?:if exists )?(?:only )?(?:public\\.)?(\\w+)";
  private static final Pattern CREATED =
      Pattern.compile("create table (?:if not exists )?(?:public\\.)?(\\w+).*");
  private static final Pattern ALTERED = Pattern.compile("alter table " + TABLE + " (.*)");
  private static final Pattern INDEX =
      Pattern.compile(
          "create (unique )?index (concurrently )?(?:if not exists )?\\w+ on (?:only )?(?:public\\.)?(\\w+).*");
  private static final Pattern WRITTEN =
      Pattern.compile("(?:insert into|update|delete from) (?:only )?(?:public\\.)?(\\w+).*");
  private static final Pattern TRIGGER =
      Pattern.compile(
          "create (?:or replace )?(?:constraint )?trigger \\w+ .*? on (?:public\\.)?(\\w+).*");

  /** Statements that are fine whatever they are about. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "comment on .*|drop index concurrently .*|create function .*|create view .*|create type .*"
              + "|set local (?:lock_timeout|statement_timeout) .*|create sequence .*");

  private static final Pattern WAITS_BRIEFLY = Pattern.compile("set local lock_timeout .*");

  /** An added column that is null, or has one value for all rows of before. */
  private static final Pattern COLUMN =
      Pattern.compile(
          "add (?:column )?(?:if not exists )?(?!constraint\\b|primary\\b|unique\\b|check\\b|foreign\\b|exclude\\b)\\w+ (.*)");

  private static final Pattern CONSTANT =
      Pattern.compile(
          "default (?:''|-?[0-9.]+|true|false|null|now\\(\\)|current_timestamp)(?:::\\S+)?(?: |$)");

  private static final Pattern CHECKED_LATER =
      Pattern.compile("add constraint \\w+ (?:check|foreign key) .* not valid");

  private static final Pattern FINE_ACTION =
      Pattern.compile(
          "alter (?:column )?\\w+ drop not null|alter (?:column )?\\w+ set (?:default|statistics|storage) .*"
              + "|validate constraint \\w+|set \\(.*\\)|owner to \\w+");

  private final Set<String> fresh = new HashSet<>();

  /**
   * What is wrong with a migration; empty when nothing is.
   *
   * <p>They have to come in their order: what one made is fresh for the next.
   */
  List<String> judge(MigrationScript migration) {
    List<String> wrong = new ArrayList<>();
    boolean brief = false;
    for (String statement : migration.statements()) {
      brief |= WAITS_BRIEFLY.matcher(statement).matches();
      refusal(statement, brief)
          .ifPresent(why -> wrong.add(migration.name() + ": " + why + ": " + statement));
    }
    return wrong;
  }

  private Optional<String> refusal(String statement, boolean brief) {
    Matcher created = CREATED.matcher(statement);
    if (created.matches()) {
      fresh.add(created.group(1));
      return Optional.empty();
    }
    if (HARMLESS.matcher(statement).matches()) {
      return Optional.empty();
    }
    Matcher index = INDEX.matcher(statement);
    if (index.matches()) {
      return fresh.contains(index.group(3)) ? Optional.empty() : index(index);
    }
    Matcher altered = ALTERED.matcher(statement);
    if (altered.matches()) {
      return fresh.contains(altered.group(1))
          ? Optional.empty()
          : alteration(altered.group(2), brief);
    }
    Matcher written = WRITTEN.matcher(statement);
    if (written.matches()) {
      return fresh.contains(written.group(1))
          ? Optional.empty()
          : Optional.of("rows of a table in use are changed by the service, a portion at a time");
    }
    Matcher trigger = TRIGGER.matcher(statement);
    if (trigger.matches()) {
      return fresh.contains(trigger.group(1)) || brief
          ? Optional.empty()
          : Optional.of("waits for a lock without an end: set local lock_timeout first");
    }
    return Optional.of("takes away, renames, locks or is not known");
  }

  private static Optional<String> index(Matcher index) {
    if (index.group(2) == null) {
      return Optional.of("keeps writers waiting: create it concurrently");
    }
    return index.group(1) == null
        ? Optional.empty()
        : Optional.of("the release before may write what it refuses");
  }

  private static Optional<String> alteration(String actions, boolean brief) {
    for (String action : parts(actions)) {
      Optional<String> refused = action(action);
      if (refused.isPresent()) {
        return refused;
      }
    }
    return brief || actions.startsWith("validate constraint ")
        ? Optional.empty()
        : Optional.of("waits for a lock without an end: set local lock_timeout first");
  }

  private static Optional<String> action(String action) {
    if (FINE_ACTION.matcher(action).matches() || CHECKED_LATER.matcher(action).matches()) {
      return Optional.empty();
    }
    Matcher column = COLUMN.matcher(action);
    if (!column.matches()) {
      return Optional.of(
          action.startsWith("add constraint")
              ? "reads every row under a lock: add it not valid, and validate it afterwards"
              : "takes away, renames, rewrites or is not known");
    }
    String type = column.group(1);
    if (type.matches(".*\\b(?:unique|primary key|references|generated|check)\\b.*")) {
      return Optional.of("a column is added plain; what it is held to comes afterwards");
    }
    boolean constant = CONSTANT.matcher(type).find();
    if (type.contains("not null") && !constant) {
      return Optional.of("the release before adds rows without it: give it a default");
    }
    return type.contains("default") && !constant
        ? Optional.of("rewrites every row: only one value for all of them is added at once")
        : Optional.empty();
  }

  /** The actions of one statement: parted by commas outside of brackets. */
  private static List<String> parts(String actions) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int at = 0; at < actions.length(); at++) {
      switch (actions.charAt(at)) {
        case '(' -> depth++;
        case ')' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(actions.substring(from, at).strip());
            from = at + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(actions.substring(from).strip());
    return parts;
  }
}
