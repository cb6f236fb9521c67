package dev.programme;

import dev.merchantreview.cases.Instances;
import dev.merchantreview.review.Cases;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The memberships as they are kept. */
@Repository
class Memberships extends Cases<Membership, Membership.Data> {

  Memberships(JdbcClient jdbc, JsonColumns json) {
    super(
        jdbc,
        json,
        new Declared<>(
            "programme_membership",
            new Instances.PerCase(),
            "merchant_id",
            Map.of("merchant_id", Membership::ownerId),
            Membership.Data.class,
            Membership::data,
            Membership::new));
  }

  /** Newest first. */
  List<Membership> list(Page.Slice slice) {
    return list(new Conditions(), slice);
  }
}
