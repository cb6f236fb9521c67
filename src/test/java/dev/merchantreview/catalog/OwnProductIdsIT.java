package dev.merchantreview.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.testing.ServiceAlone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A product's id is its owner's: nobody keeps an owner from using it by taking it first. */
class OwnProductIdsIT {

  private static final String FIRST = "m-2own";
  private static final String OWNER = "m-1own";
  private static final int RACES = 20;

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient squatter = service.api("merchant2");
  private final ApiClient owner = service.api("merchant");
  private final ApiClient auditor = service.api("auditor");

  @Test
  void areWhatTheirOwnerCallsThemAlthoughAnotherOwnerWasFirst() {
    String given = "p-own-1";
    assertThat(put(squatter, given, content(squatter, FIRST)).body().path("id").asString())
        .isEqualTo(given);
    ObjectNode content = content(owner, OWNER);
    ApiClient.Answer created = put(owner, given, content);
    assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
    String id = created.body().path("id").asString();
    assertThat(id).startsWith("pr_");
    assertThat(created.body().path("ownId").asString()).isEqualTo(given);

    // Each means its own by it; who acts for neither, the one that has the id.
    assertThat(owner.get(path(given)).body().path("id").asString()).isEqualTo(id);
    assertThat(owner.get(path(id)).body().path("id").asString()).isEqualTo(id);
    assertThat(squatter.get(path(given)).body().path("ownerId").asString()).isEqualTo(FIRST);
    assertThat(squatter.get(path(id)).status()).isEqualTo(404);
    assertThat(auditor.get(path(given)).body().path("ownerId").asString()).isEqualTo(FIRST);
    assertThat(auditor.get(path(id)).body().path("ownerId").asString()).isEqualTo(OWNER);

    // Described again by either of its names it is the same product.
    assertThat(put(owner, given, content).status()).isEqualTo(200);
    assertThat(put(owner, id, content.put("title", "亚麻衬衫 宽松")).body().path("version").asInt())
        .isEqualTo(2);
    assertThat(owner.get("/api/v1/products?ownerId=" + OWNER).items()).hasSize(1);

    assertThat(owner.post(path(given) + "/delisting", Map.of()).status()).isEqualTo(202);
    assertThat(owner.get(path(id)).body().path("listed").asBoolean()).isFalse();
    assertThat(squatter.get(path(given)).body().path("listed").asBoolean()).isTrue();
    assertThat(owner.post(path(given) + "/relisting", Map.of()).status()).isEqualTo(202);
    assertThat(owner.get(path(given) + "/versions").body()).hasSize(4);
  }

  @Test
  void areFiledByTheOwnersName() {
    String merchant = "m-1own-filed";
    String given = "p-own-2";
    put(squatter, given, content(squatter, FIRST));
    String id = put(owner, given, content(owner, merchant)).body().path("id").asString();
    assertThat(
            service
                .api("admin")
                .put("/api/v1/streamers/s-own", SampleStreamers.figures(merchant, true))
                .status())
        .isEqualTo(201);
    assertThat(errors(owner.post("/api/v1/filings", filing(given, id))))
        .containsExactly("/productIds/1 NOT_UNIQUE");
    ApiClient.Answer filed = owner.post("/api/v1/filings", filing(given));
    assertThat(filed.status()).as(filed.body().toString()).isEqualTo(201);
    assertThat(filed.items().path(0).path("productId").asString()).isEqualTo(id);
    assertThat(errors(owner.post("/api/v1/filings", filing(id))))
        .containsExactly("/productIds/0 FILED_ALREADY");
    assertThat(owner.get("/api/v1/filings?productId=" + given).items()).hasSize(1);
    assertThat(squatter.get("/api/v1/filings?productId=" + given).items()).isEmpty();
  }

  /** Of two owners who take the same name at once one has it as id, the other a new one. */
  @Test
  void areEachOnesWhenTwoOwnersTakeThemAtOnce() throws Exception {
    ObjectNode theirs = content(squatter, "m-2own-race");
    ObjectNode mine = content(owner, "m-1own-race");
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (int race = 0; race < RACES; race++) {
        String given = "p-own-race-" + race;
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<ApiClient.Answer>> answers = new ArrayList<>();
        answers.add(
            two.submit(
                () -> {
                  start.await();
                  return put(squatter, given, theirs);
                }));
        answers.add(
            two.submit(
                () -> {
                  start.await();
                  return put(owner, given, mine);
                }));
        List<String> ids = new ArrayList<>();
        for (Future<ApiClient.Answer> answer : answers) {
          assertThat(answer.get().status()).isEqualTo(201);
          ids.add(answer.get().body().path("id").asString());
        }
        assertThat(ids).doesNotHaveDuplicates().contains(given);
      }
    }
  }

  private ApiClient.Answer put(ApiClient api, String id, ObjectNode content) {
    return api.put(path(id), content);
  }

  private static ObjectNode content(ApiClient api, String merchant) {
    return SampleProducts.product("KUAISHOU", merchant, "亚麻衬衫", "服饰", api);
  }

  private static Map<String, Object> filing(String... products) {
    return Map.of("scenario", "SELF_BUILT", "productIds", List.of(products), "streamerId", "s-own");
  }

  private static List<String> errors(ApiClient.Answer answer) {
    return answer
        .body()
        .path("errors")
        .valueStream()
        .map(error -> error.path("pointer").asString() + " " + error.path("code").asString())
        .toList();
  }

  private static String path(String id) {
    return "/api/v1/products/" + id;
  }
}
