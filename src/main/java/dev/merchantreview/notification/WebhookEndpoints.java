package dev.merchantreview.notification;

import dev.merchantreview.personaldata.OwnerReading;
import dev.merchantreview.personaldata.PersonalData;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Where merchants want to be told, and what the notifications are signed with. */
@Repository
public class WebhookEndpoints {

  // As many calls are signed with at a time besides the one of now. Ours.
  private static final int MOST_FORMER_SECRETS = 4;
  private static final String CONTEXT = "webhook secret";

  private final JdbcClient jdbc;
  private final PersonalData personalData;
  private final NotificationProperties properties;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  WebhookEndpoints(
      JdbcClient jdbc, PersonalData personalData, NotificationProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.personalData = personalData;
    this.properties = properties;
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
   * Sets where a merchant is told, with a new secret. Calls are signed with the one before too for
   * a while, so that the receiver can change it without missing any; a secret whose answer was lost
   * drives out none that is in use.
   *
   * @return the secret; it is shown this once
   */
  @Transactional
  public String set(String merchantId, String url) {
    String secret = WebhookSignature.newSecret(random);
    Instant now = clock.instant();
    jdbc.sql(
            "insert into webhook_endpoint (merchant_id, url, secret, changed_at)"
                + " values (:merchantId, :url, :secret, :now) on conflict (merchant_id) do update"
                + " set url = excluded.url, secret = excluded.secret, changed_at = excluded.changed_at,"
                + " off_since = null, paused_until = null, former_secrets = jsonb_path_query_array("
                + "jsonb_build_array(jsonb_build_object('secret', webhook_endpoint.secret, 'until', :until))"
                + " || jsonb_path_query_array(webhook_endpoint.former_secrets, '$[*] ? (@.until > $now)',"
                + " jsonb_build_object('now', :seconds)), '$[0 to "
                + (MOST_FORMER_SECRETS - 1)
                + "]')")
        .param("merchantId", merchantId)
        .param("url", url)
        .param("secret", personalData.sealing(merchantId).seal(CONTEXT, secret))
        .param("now", Timestamp.from(now))
        .param("seconds", now.getEpochSecond())
        .param("until", now.plus(properties.secretOverlap()).getEpochSecond())
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

  /**
   * What a call is signed with: the merchant's secret, then those that were replaced a short while
   * ago. Empty also when the merchant's data was erased: nothing can be signed then.
   */
  List<String> secrets(String merchantId) {
    OwnerReading reading = personalData.reading(merchantId);
    return jdbc
        .sql(
            "select secret from (select secret, 0 as turn from webhook_endpoint where merchant_id = :merchantId"
                + " union all select one.value ->> 'secret', one.ordinality from webhook_endpoint,"
                + " jsonb_array_elements(former_secrets) with ordinality one where merchant_id = :merchantId"
                + " and (one.value ->> 'until')::bigint > :now) kept order by turn")
        .param("merchantId", merchantId)
        .param("now", clock.instant().getEpochSecond())
        .query((row, number) -> row.getString(1))
        .list()
        .stream()
        .flatMap(kept -> reading.find(CONTEXT, kept).stream())
        .toList();
  }
}
