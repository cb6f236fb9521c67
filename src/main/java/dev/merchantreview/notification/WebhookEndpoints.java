package dev.merchantreview.notification;

import dev.merchantreview.personaldata.PersonalData;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Where merchants want to be told, and what the notifications are signed with. */
@Repository
public class WebhookEndpoints {

  private static final int SECRET_BYTES = 32;
  private static final String CONTEXT = "webhook secret";

  private final JdbcClient jdbc;
  private final PersonalData personalData;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  WebhookEndpoints(JdbcClient jdbc, PersonalData personalData, Clock clock) {
    this.jdbc = jdbc;
    this.personalData = personalData;
    this.clock = clock;
  }

  /** What is told of a notification that was not sent because its endpoint is switched off. */
  static final String OFF =
      "接收地址已回答 410 而停用；重新设置即可启用 · the endpoint answered 410 and is switched off; set it again to switch it"
          + " on";

  /**
   * A merchant's endpoint, without its secret.
   *
   * @param offSince when it said that it is gone for good (HTTP 410) and was switched off; setting
   *     it again switches it on. Null while it is on
   * @param pausedUntil until when it asked to be left alone; null when it did not
   */
  public record Endpoint(
      String merchantId,
      String url,
      Instant changedAt,
      @Nullable Instant offSince,
      @Nullable Instant pausedUntil) {}

  /**
   * Sets where a merchant is told, with a new secret.
   *
   * @return the secret; it is shown this once
   */
  @Transactional
  public String set(String merchantId, String url) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = "whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    jdbc.sql(
            "insert into webhook_endpoint (merchant_id, url, secret, changed_at)"
                + " values (:merchantId, :url, :secret, :now) on conflict (merchant_id) do update"
                + " set url = excluded.url, secret = excluded.secret, changed_at = excluded.changed_at,"
                + " off_since = null, paused_until = null")
        .param("merchantId", merchantId)
        .param("url", url)
        .param("secret", personalData.sealing(merchantId).seal(CONTEXT, secret))
        .param("now", Timestamp.from(clock.instant()))
        .update();
    return secret;
  }

  /** Stops telling a merchant; what was not delivered yet stays undelivered. */
  @Transactional
  public boolean remove(String merchantId) {
    return jdbc.sql("delete from webhook_endpoint where merchant_id = :merchantId")
            .param("merchantId", merchantId)
            .update()
        > 0;
  }

  @Transactional(readOnly = true)
  public Optional<Endpoint> find(String merchantId) {
    return jdbc.sql(
            "select merchant_id, url, changed_at, off_since, paused_until from webhook_endpoint"
                + " where merchant_id = :merchantId")
        .param("merchantId", merchantId)
        .query(WebhookEndpoints::endpoint)
        .optional();
  }

  /** The endpoint said that it is gone; one that was set since is another. */
  @Transactional
  void switchOff(Endpoint gone) {
    changeUnlessSetSince(gone, "off_since", clock.instant());
  }

  /** The endpoint asked to be left alone for a while. */
  @Transactional
  void pause(Endpoint asking, Instant until) {
    changeUnlessSetSince(asking, "paused_until", until);
  }

  private void changeUnlessSetSince(Endpoint endpoint, String column, Instant instant) {
    jdbc.sql(
            "update webhook_endpoint set "
                + column
                + " = :instant where merchant_id = :merchantId and changed_at = :changedAt")
        .param("instant", Timestamp.from(instant))
        .param("merchantId", endpoint.merchantId())
        .param("changedAt", Timestamp.from(endpoint.changedAt()))
        .update();
  }

  private static Endpoint endpoint(ResultSet row, int number) throws SQLException {
    Timestamp off = row.getTimestamp("off_since");
    Timestamp paused = row.getTimestamp("paused_until");
    return new Endpoint(
        row.getString("merchant_id"),
        row.getString("url"),
        row.getTimestamp("changed_at").toInstant(),
        off == null ? null : off.toInstant(),
        paused == null ? null : paused.toInstant());
  }

  /** Empty also when the merchant's data was erased: nothing can be signed then. */
  Optional<String> secret(String merchantId) {
    return jdbc.sql("select secret from webhook_endpoint where merchant_id = :merchantId")
        .param("merchantId", merchantId)
        .query(String.class)
        .optional()
        .flatMap(kept -> personalData.reading(merchantId).find(CONTEXT, kept));
  }
}
