package dev.merchantreview.pk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.ServiceAlone;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A product whose filing is reviewed again is ready for a PK for as long as it may be sold. */
class PkKeptOnSaleIT {

  private final ServiceAlone service = ServiceAlone.get();

  @Test
  void isReadyForAsLongAsItMayBeSold() {
    PlannedPk pk = new PlannedPk(service).opened();
    pk.confirm();
    String filing = pk.declare();
    Instant live = pk.session().liveAt();
    kept(filing, "p.watched_revision", "'" + live.plusSeconds(1) + "'::timestamptz", "f.cycle");
    assertThat(missing(pk)).isEmpty();
    kept(filing, "p.watched_revision", "'" + live.minusSeconds(1) + "'::timestamptz", "f.cycle");
    assertThat(missing(pk))
        .as("not any more when it is live")
        .containsExactly("PK_PRODUCT_IN_REVIEW");
    kept(filing, "p.watched_revision", "null", "f.cycle");
    assertThat(missing(pk)).isEmpty();

    kept(filing, "p.watched_revision", "now() - interval '1 second'", "f.cycle");
    assertThat(missing(pk)).as("past its time").containsExactly("PK_PRODUCT_IN_REVIEW");
    kept(filing, "p.watched_revision - 1", "null", "f.cycle");
    assertThat(missing(pk)).as("edited").containsExactly("PK_PRODUCT_IN_REVIEW");
    kept(filing, "p.watched_revision", "null", "f.cycle - 1");
    assertThat(missing(pk)).as("of another cycle").containsExactly("PK_PRODUCT_IN_REVIEW");
  }

  private List<String> missing(PlannedPk pk) {
    return service.bean(PkReadiness.class).missing(pk.session(), Instant.now()).stream()
        .map(PkReadiness.Missing::code)
        .toList();
  }

  private void kept(String filing, String revision, String until, String cycle) {
    service
        .database()
        .sql(
            "update filing f set state = 'IN_REVIEW', kept_revision = %s, kept_until = %s, kept_cycle = %s"
                    .formatted(revision, until, cycle)
                + " from product p where p.id = f.product_id and f.id = :id")
        .param("id", filing)
        .update();
  }
}
