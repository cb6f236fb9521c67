package dev.merchantreview.notification;

import dev.merchantreview.personaldata.PersonalData;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
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

  /** A merchant's endpoint, without its secret. */
  public record Endpoint(String merchantId, String url, Instant changedAt) {}

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
                + " set url = excluded.url, secret = excluded.secret, changed_at = excluded.changed_at")
        .param("merchantId", merchantId)
        .param("url", url)
        .param("secret", personalData.of(merchantId).seal(CONTEXT, secret))
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
            "select merchant_id, url, changed_at from webhook_endpoint where merchant_id = :merchantId")
        .param("merchantId", merchantId)
        .query(
            (row, number) ->
                new Endpoint(row.getString(1), row.getString(2), row.getTimestamp(3).toInstant()))
        .optional();
  }

  Optional<String> secret(String merchantId) {
    return jdbc.sql("select secret from webhook_endpoint where merchant_id = :merchantId")
        .param("merchantId", merchantId)
        .query(String.class)
        .optional()
        .map(kept -> personalData.of(merchantId).open(CONTEXT, kept));
  }
}
