package dev.merchantreview.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.PreviousRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A migration only adds, so that the release before goes on beside it, and nobody waits for it. */
class ExpandRulesTest {

  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  /** The last migration from before it was a rule that each waits for its locks with an end. */
  private static final int WAITED = 105;

  @Test
  void holdsForEachMigrationTheReleaseBeforeDoesNotHave() throws IOException {
    Set<String> before = new HashSet<>(PreviousRelease.migrations());
    ExpandRules rules = new ExpandRules();
    List<String> wrong = new ArrayList<>();
    List<MigrationScript> newer = newer(before);
    for (MigrationScript migration : newer) {
      List<String> found = rules.judge(migration);
      if (migration.contractOf().isPresent()) {
        int expanded = migration.contractOf().orElseThrow();
        if (before.stream().noneMatch(name -> name.startsWith("V" + expanded + "__"))) {
          wrong.add(migration.name() + ": the release before does not have V" + expanded + " yet");
        }
      } else {
        found.stream()
            .filter(one -> migration.version() > WAITED || !one.contains("lock_timeout first"))
            .forEach(wrong::add);
      }
    }
    assertThat(newer).isNotEmpty();
    assertThat(wrong).isEmpty();
  }

  @Test
  void findsEachMigrationOfTheReleaseBeforeAsItWas() throws IOException {
    List<String> changed = new ArrayList<>();
    for (String name : PreviousRelease.migrations()) {
      if (MigrationScript.isOne(name)
          && (!Files.exists(MIGRATIONS.resolve(name))
              || !Files.readString(MIGRATIONS.resolve(name))
                  .equals(PreviousRelease.migration(name)))) {
        changed.add(name);
      }
    }
    assertThat(changed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table ledger_posting add column balance_fen bigint; update ledger_posting set balance_fen = 0;",
        "alter table filing drop column clock;",
        "alter table store rename column opened_at to created_at;",
        "alter table onboarding_round rename to review_round;",
        "alter table store alter column name set not null;",
        "alter table store alter name type varchar(80);",
        "alter table store add column shelf text not null;",
        "alter table store add column made_at timestamptz default clock_timestamp();",
        "alter table store add column made_by text unique;",
        "alter table store add twice bigint generated always as (version * 2) stored;",
        "alter table store add constraint named check (name <> '');",
        "alter table store add column a text, drop column name;",
        "drop table store;",
        "drop index store_newest;",
        "create index store_name on store (name);",
        "create unique index concurrently store_name on store (name);",
        "update store set name = '';",
        "delete from store;",
        "lock table store in access exclusive mode;",
        "do $$ begin execute 'drop table store'; end $$;",
        "drop trigger history_event_append_only on history_event;",
        "create table shelf (id text); drop table store;",
        "/* a comment */ alter /* ; */ table store -- drop\n drop column name;"
      })
  void refusesWhatTheReleaseBeforeCannotLiveWith(String sql) {
    assertThat(judged("set local lock_timeout = '5s'; " + sql)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table shelf (id text primary key); create index shelf_id on shelf (id); insert into shelf values ('drop');"
            + " alter table shelf drop column id;",
        "alter table store add column shelf text, add column shelves int not null default 0;",
        "alter table store add column shelf text not null default 'a; b';",
        "alter table store alter column name drop not null;",
        "alter table store add constraint named check (num_nonnulls(name, id) = 1) not valid;",
        "alter table store validate constraint named;",
        "drop index concurrently if exists store_name; create index concurrently store_name on store (name) where state = 'OPEN';",
        "create function shelf() returns int language sql as $$ select 1; drop table store $$;",
        "comment on column store.name is 'drop table store;';"
      })
  void takesWhatOnlyAdds(String sql) {
    assertThat(judged("set local lock_timeout = '5s'; " + sql)).isEmpty();
  }

  @Test
  void refusesToWaitForALockWithoutAnEnd() {
    assertThat(judged("alter table store add column shelf text;")).hasSize(1);
  }

  private static List<String> judged(String sql) {
    return new ExpandRules().judge(MigrationScript.of("V999__tried.sql", sql));
  }

  private static List<MigrationScript> newer(Set<String> before) throws IOException {
    List<MigrationScript> scripts = new ArrayList<>();
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (MigrationScript.isOne(name) && !before.contains(name)) {
          scripts.add(MigrationScript.of(name, Files.readString(file)));
        }
      }
    }
    scripts.sort(Comparator.comparingInt(MigrationScript::version));
    return scripts;
  }
}
