package dev.merchantreview.engine;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which models were deployed, and which of them is the newest. */
@Repository
class DeployedModels {

  private static final String PROCESS = "PROCESS";
  private static final String DECISION = "DECISION";

  private final JdbcClient jdbc;

  DeployedModels(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One that was deployed.
   *
   * @param number the highest is the newest
   */
  record Deployed(String hash, long number, OffsetDateTime deployedAt) {}

  /** The present time by the clock that also dates deployments. */
  OffsetDateTime now() {
    return jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single();
  }

  Optional<Deployed> newest() {
    return jdbc.sql(
            "select hash, number, deployed_at from engine_model order by number desc limit 1")
        .query(Deployed.class)
        .optional();
  }

  Optional<Deployed> find(String hash) {
    return jdbc.sql("select hash, number, deployed_at from engine_model where hash = :hash")
        .param("hash", hash)
        .query(Deployed.class)
        .optional();
  }

  Model model(String hash) {
    return Model.of(
        jdbc.sql("select name, content from engine_model_file where hash = :hash")
            .param("hash", hash)
            .query((row, number) -> new Model.File(row.getString(1), row.getBytes(2)))
            .list());
  }

  /** Each content a file was deployed with, oldest first, and since when. */
  List<DecisionTables.Release> releases(String name) {
    return jdbc.sql(
            "select f.content, min(m.first_deployed_at) as since from engine_model_file f"
                + " join engine_model m on m.hash = f.hash where f.name = :name group by f.content order by since")
        .param("name", name)
        .query(
            (row, number) ->
                DecisionTables.Release.of(
                    new String(row.getBytes("content"), StandardCharsets.UTF_8),
                    row.getTimestamp("since").toInstant()))
        .list();
  }

  /** The files a version of a process was deployed with, by the key the engine gave it. */
  Optional<Model> modelWith(long processKey) {
    return jdbc.sql(
            "select hash from engine_model_key where kind = :kind and engine_key = :key limit 1")
        .param("kind", PROCESS)
        .param("key", processKey)
        .query(String.class)
        .optional()
        .map(this::model);
  }

  ModelKeys keys(String hash) {
    Map<String, Long> processes = new HashMap<>();
    Map<String, Long> decisions = new HashMap<>();
    jdbc.sql("select kind, element_id, engine_key from engine_model_key where hash = :hash")
        .param("hash", hash)
        .query(
            (RowCallbackHandler)
                row ->
                    (row.getString(1).equals(PROCESS) ? processes : decisions)
                        .put(row.getString(2), row.getLong(3)));
    return new ModelKeys(processes, decisions);
  }

  /**
   * Puts a deployment on record.
   *
   * @param number the place it has from now on
   */
  void keep(Model model, long number, ModelKeys keys) {
    jdbc.sql(
            "insert into engine_model (hash, number, first_deployed_at, deployed_at)"
                + " values (:hash, :number, clock_timestamp(), clock_timestamp()) on conflict (hash) do update"
                + " set number = excluded.number, deployed_at = excluded.deployed_at")
        .param("hash", model.hash())
        .param("number", number)
        .update();
    for (Model.File file : model.files()) {
      jdbc.sql(
              "insert into engine_model_file (hash, name, content) values (:hash, :name, :content)"
                  + " on conflict do nothing")
          .param("hash", model.hash())
          .param("name", file.name())
          .param("content", file.content())
          .update();
    }
    keepKeys(model, PROCESS, keys.processes());
    keepKeys(model, DECISION, keys.decisions());
  }

  private void keepKeys(Model model, String kind, Map<String, Long> keys) {
    keys.forEach(
        (id, key) ->
            jdbc.sql(
                    "insert into engine_model_key (hash, kind, element_id, engine_key)"
                        + " values (:hash, :kind, :id, :key) on conflict (hash, kind, element_id)"
                        + " do update set engine_key = excluded.engine_key")
                .param("hash", model.hash())
                .param("kind", kind)
                .param("id", id)
                .param("key", key)
                .update());
  }

  /**
   * Puts the forms of a deployment on record.
   *
   * @return whether one of them was not known
   */
  boolean keepForms(List<Form> forms) {
    return forms.stream()
            .mapToInt(
                form ->
                    jdbc.sql(
                            "insert into engine_deployed_form (form_key, form_id, version)"
                                + " values (:key, :id, :version) on conflict do nothing")
                        .param("key", form.key())
                        .param("id", form.id())
                        .param("version", form.version())
                        .update())
            .sum()
        > 0;
  }

  record Form(long key, String id, int version) {}
}
