package dev.merchantreview.onboarding;

import dev.merchantreview.shared.Platform;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which merchants a platform invited to a category that is not open to everybody. */
@Repository
public class CategoryInvitations {

  private final JdbcClient jdbc;
  private final Clock clock;

  CategoryInvitations(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** An invitation. */
  public record Invitation(
      Platform platform, String merchantId, String category, String invitedBy, Instant invitedAt) {}

  /** Invites a merchant; an invitation that is there already stays as it is. */
  @Transactional
  public Invitation invite(
      Platform platform, String merchantId, String category, String invitedBy) {
    jdbc.sql(
            "insert into category_invitation (platform, merchant_id, category, invited_by, invited_at)"
                + " values (:platform, :merchantId, :category, :by, :at) on conflict do nothing")
        .param("platform", platform.name())
        .param("merchantId", merchantId)
        .param("category", category)
        .param("by", invitedBy)
        .param("at", Timestamp.from(clock.instant()))
        .update();
    return all(platform, merchantId).stream()
        .filter(invitation -> invitation.category().equals(category))
        .findFirst()
        .orElseThrow();
  }

  /** The invitations of a merchant. */
  @Transactional(readOnly = true)
  public List<Invitation> all(Platform platform, String merchantId) {
    return jdbc.sql(
            "select category, invited_by, invited_at from category_invitation"
                + " where platform = :platform and merchant_id = :merchantId order by category")
        .param("platform", platform.name())
        .param("merchantId", merchantId)
        .query(
            (row, number) ->
                new Invitation(
                    platform,
                    merchantId,
                    row.getString("category"),
                    row.getString("invited_by"),
                    row.getTimestamp("invited_at").toInstant()))
        .list();
  }

  Set<String> of(Platform platform, String merchantId) {
    return all(platform, merchantId).stream()
        .map(Invitation::category)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
