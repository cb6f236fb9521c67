package dev.merchantreview.pk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.caseindex.RightIndex;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.Tries;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is hung is edited while the process is just being answered: whatever it is answered, it does
 * not wait for a live as if nothing had happened.
 */
class PkRacesIT {

  private static final int RACES = Tries.of(1_000);
  // About as long as an edit takes.
  private static final int LATEST_NANOS = 12_000_000;

  private final ServiceAlone service = ServiceAlone.get();

  @Test
  void noEditFallsBetweenLookingAndAnswering() throws Exception {
    PlannedPk pk = new PlannedPk(service).opened();
    pk.confirm();
    String filing = pk.declare();
    String product = pk.session().lane(pk.streamer).orElseThrow().products().getFirst().productId();
    ObjectNode content =
        SampleProducts.contentOf(service.api("auditor").get("/api/v1/products/" + product).body());
    int answeredReady = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int race = 0; race < RACES; race++) {
        approve(filing);
        pk.step(PkSteps::openSides);
        pk.takeMessages();
        String title = "赛中修改 " + race;
        CountDownLatch go = new CountDownLatch(1);
        Future<Integer> edited =
            threads.submit(
                () -> {
                  go.await();
                  return pk.owner
                      .put("/api/v1/products/" + product, content.deepCopy().put("title", title))
                      .status();
                });
        Future<String> answered =
            threads.submit(
                () -> {
                  go.await();
                  LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(LATEST_NANOS));
                  try {
                    return pk.check(pk.streamer);
                  } catch (NotYetException changing) {
                    return "NOT_YET";
                  }
                });
        go.countDown();
        assertThat(edited.get()).isEqualTo(200);
        String answer = answered.get();
        RightIndex.checkOf(service, List.of(pk.id));
        List<String> messages = pk.takeMessages();
        switch (answer) {
          case "BOTH_READY" -> {
            answeredReady++;
            assertThat(messages).as("race %d", race).containsExactly("pk-products-changed #");
          }
          case "PRODUCTS_MISSING" -> assertThat(messages).as("race %d", race).isEmpty();
          // It asks again.
          default -> assertThat(answer).isEqualTo("NOT_YET");
        }
      }
    }
    assertThat(answeredReady).as("the edit did not always come first").isBetween(1, RACES - 1);
  }

  private void approve(String filing) {
    service
        .database()
        .sql(
            "update filing f set state = 'APPROVED', approved_revision = p.watched_revision from product p"
                + " where p.id = f.product_id and f.id = :id")
        .param("id", filing)
        .update();
  }
}
