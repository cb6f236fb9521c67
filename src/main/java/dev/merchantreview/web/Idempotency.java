package dev.merchantreview.web;

import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.database.OldRows;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.database.WriteBehind;
import dev.merchantreview.personaldata.OwnerSeal;
import dev.merchantreview.personaldata.PersonalData;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/**
 * Makes creating calls safe to repeat: the same key with the same request gets the first answer
 * again. The key, what the call changed and its answer are kept in one transaction.
 */
@Component
public class Idempotency {

  /** The header every creating POST carries. */
  public static final String HEADER = "Idempotency-Key";

  static final String REPLAYED = "Idempotency-Replayed";
  static final Pattern KEY = Pattern.compile("^[\\x21-\\x7E]{1,255}$");
  private static final OldRows.Kind KEYS =
      new OldRows.Kind("idempotency-keys", "web_idempotency_key", "expires_at", "");
  private static final List<String> KEPT_HEADERS = List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG);

  private final JdbcClient jdbc;
  private final WriteBehind writes;
  private final DatabaseLocks locks;
  private final OneInstance oneInstance;
  private final OldRows old;
  private final JsonMapper json;
  private final Clock clock;
  private final WebProperties properties;
  private final PersonalData personalData;

  Idempotency(
      JdbcClient jdbc,
      WriteBehind writes,
      DatabaseLocks locks,
      OneInstance oneInstance,
      OldRows old,
      JsonMapper json,
      Clock clock,
      WebProperties properties,
      PersonalData personalData) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.locks = locks;
    this.oneInstance = oneInstance;
    this.old = old;
    this.json = json;
    this.clock = clock;
    this.properties = properties;
    this.personalData = personalData;
    old.measure(KEYS);
  }

  /**
   * A call that may be repeated.
   *
   * @param name what is called, so that one key may be used on different calls
   * @param query what its address says besides, in one form; empty when it says nothing. Another
   *     query makes another request
   */
  record Call(String name, String query, @Nullable String key, Caller caller) {

    private String scope() {
      return caller.name() + " " + name;
    }

    /** By what its first request is known again: of one without a query, by its body alone. */
    private String hash(byte[] fingerprint) {
      String body = Sha256.hex(fingerprint);
      return query.isEmpty()
          ? body
          : Sha256.hex((body + "?" + query).getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Runs the call unless its key has an answer already. A call that throws leaves no trace, so it
   * can be repeated with the same key once the cause is gone.
   *
   * @param fingerprint what makes two requests the same besides their query
   * @throws ApiProblem 422 without a usable key, 422 when the key belongs to another request, 409
   *     while the first runs
   */
  @Transactional
  <T> ResponseEntity<T> once(Call call, byte[] fingerprint, Supplier<ResponseEntity<T>> work) {
    String usable = usable(call.key());
    String scope = call.scope();
    Optional<Kept> before =
        locks
            .tryToHold(
                DatabaseLock.IDEMPOTENCY_KEY,
                scope + " " + usable,
                question(scope, usable),
                // What is answered is sealed, or was: its key is needed in any case.
                personalData.asked(owner(scope)))
            .orElseThrow(ApiProblem::idempotencyKeyInUse)
            .stream()
            .findFirst();
    String hash = call.hash(fingerprint);
    if (before.isPresent()) {
      return answered(before.get(), scope, usable, hash);
    }
    ResponseEntity<T> answer = work.get();
    String body = json.writeValueAsString(answer.getBody());
    keep(scope, usable, hash, answer, body);
    return answer.hasBody()
        ? as(body, ResponseEntity.status(answer.getStatusCode()).headers(answer.getHeaders()))
        : answer;
  }

  /** The JSON of an answer stands in its place: nobody but Spring MVC looks at it. */
  @SuppressWarnings("unchecked")
  private static <T> ResponseEntity<T> as(String json, ResponseEntity.BodyBuilder answer) {
    return answer.body((T) new RawValue(json));
  }

  /** The same, with a request that is the same when it has the same JSON content. */
  @Transactional
  <T> ResponseEntity<T> once(Call call, Object request, Supplier<ResponseEntity<T>> work) {
    return once(call, json.writeValueAsBytes(request), work);
  }

  /**
   * What the call answered before with this key; empty when it has not.
   *
   * @throws ApiProblem 422 without a usable key, or when the key belongs to another request
   */
  @Transactional(readOnly = true)
  <T> Optional<ResponseEntity<T>> before(Call call, Object request) {
    String scope = call.scope();
    String usable = usable(call.key());
    DatabaseLocks.Question<Kept> question = question(scope, usable);
    return jdbc.sql(question.sql())
        .params(question.parameters())
        .query(question.row())
        .optional()
        .map(kept -> answered(kept, scope, usable, call.hash(json.writeValueAsBytes(request))));
  }

  private static String usable(@Nullable String key) {
    if (key == null) {
      throw ApiProblem.validation(List.of(FieldError.of("#header/" + HEADER, "REQUIRED")));
    }
    if (!KEY.matcher(key).matches()) {
      throw ApiProblem.validation(List.of(FieldError.of("#header/" + HEADER, "WRONG_KEY")));
    }
    return key;
  }

  private <T> ResponseEntity<T> answered(Kept kept, String scope, String key, String hash) {
    if (!kept.requestHash().equals(hash)) {
      throw ApiProblem.idempotencyKeyReused();
    }
    return replay(kept, scope, key);
  }

  private DatabaseLocks.Question<Kept> question(String scope, String key) {
    return new DatabaseLocks.Question<>(
        "select request_hash, status, headers, body from web_idempotency_key"
            + " where scope = :scope and key = :key and expires_at > :now",
        Map.of("scope", scope, "key", key, "now", Timestamp.from(clock.instant())),
        (row, number) ->
            new Kept(
                row.getString("request_hash"),
                row.getInt("status"),
                row.getString("headers"),
                row.getString("body")));
  }

  private void keep(
      String scope, String key, String hash, ResponseEntity<?> answer, String answered) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : KEPT_HEADERS) {
      String value = answer.getHeaders().getFirst(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    // The answer holds what its owner may see, personal data included.
    String body = personalData.sealing(owner(scope)).seal(scope + " " + key, answered);
    writes.add(
        "insert into web_idempotency_key (scope, key, request_hash, status, headers, body, expires_at)"
            + " values (:scope, :key, :hash, :status, :headers, :body, :expires)"
            + " on conflict (scope, key) do update set request_hash = excluded.request_hash,"
            + " status = excluded.status, headers = excluded.headers, body = excluded.body,"
            + " expires_at = excluded.expires_at",
        Map.of(
            "scope", scope,
            "key", key,
            "hash", hash,
            "status", answer.getStatusCode().value(),
            "headers", json.writeValueAsString(headers),
            "body", body,
            "expires", Timestamp.from(clock.instant().plus(properties.idempotencyKeyLife()))));
  }

  private <T> ResponseEntity<T> replay(Kept kept, String scope, String key) {
    HttpHeaders headers = new HttpHeaders();
    json.readValue(kept.headers(), new TypeReference<Map<String, String>>() {})
        .forEach(headers::set);
    headers.set(REPLAYED, "true");
    headers.setContentType(MediaType.APPLICATION_JSON);
    String body =
        OwnerSeal.isSealed(kept.body())
            ? personalData
                .reading(owner(scope))
                .find(scope + " " + key, kept.body())
                .orElseThrow(ApiProblem::idempotencyAnswerErased)
            : kept.body();
    return as(body, ResponseEntity.status(kept.status()).headers(headers));
  }

  /** A caller's answers are sealed under the caller's key: which merchant they are about varies. */
  private static String owner(String scope) {
    return "caller " + scope.substring(0, scope.indexOf(' '));
  }

  /** Forgets keys whose life is over. */
  @Scheduled(fixedDelayString = "PT1H")
  void forgetOldKeys() {
    oneInstance.ifFree(SharedJob.IDEMPOTENCY_RETENTION, () -> old.delete(KEYS, clock.instant()));
  }

  private record Kept(String requestHash, int status, String headers, String body) {}
}
