package dev.merchantreview.category;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The trees over HTTP. */
class CategoryTreeIT {

  private static final String PATH = "/api/v1/categories";

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient merchant = service.api("merchant");

  private ApiClient.Answer get(String query, String language) {
    return merchant.send(
        merchant.request(PATH + query).setHeader("Accept-Language", language).GET());
  }

  private static JsonNode named(JsonNode page, String name) {
    return page.path("items")
        .valueStream()
        .filter(one -> one.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void areAnsweredPageByPage() {
    List<String> names = new ArrayList<>();
    String query = "?platform=WECHAT&limit=15";
    String next = "";
    int pages = 0;
    do {
      JsonNode page =
          merchant
              .get(
                  PATH
                      + query
                      + (next.isEmpty()
                          ? ""
                          : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8)))
              .body();
      page.path("items").forEach(one -> names.add(one.path("name").asString()));
      next = page.path("next").asString("");
      pages++;
    } while (!next.isEmpty());
    assertThat(pages).isEqualTo(3);
    assertThat(names).hasSize(32).doesNotHaveDuplicates().startsWith("宠物生活", "厨具", "家用电器", "冰箱");
  }

  @Test
  void sayWhatEachNeedsInTheCallersLanguage() {
    JsonNode chinese = get("?platform=KUAISHOU&storeType=ENTERPRISE", "zh-CN").body();
    JsonNode poultry = named(chinese, "家禽类及其种苗");
    assertThat(poultry.path("admission").asString()).isEqualTo("INVITATION");
    assertThat(poultry.path("parent").asString()).isEqualTo("畜牧活体");
    assertThat(poultry.path("label").asString()).isEqualTo("家禽类及其种苗");
    assertThat(poultry.path("needs").toString())
        .contains("定向邀约", "不允许分销", "不允许第三方推广", "检疫", "鸵鸟、鸡、鸭、鹅、火鸡、鹌鹑、鸽", "活体专运", "卖家可不支持七天无理由退货");
    JsonNode english = named(get("?platform=KUAISHOU", "en").body(), "家禽类及其种苗");
    assertThat(english.path("admission").isNull()).isTrue();
    assertThat(english.path("label").asString()).isEqualTo("Poultry and their young");
    assertThat(english.path("needs").toString())
        .contains(
            "By invitation",
            "No distribution",
            "Quarantine",
            "Open to: Individual business, Enterprise");
    assertThat(named(get("?platform=KUAISHOU", "en").body(), "家禽类及其种苗").path("name").asString())
        .isEqualTo("家禽类及其种苗");
  }

  @Test
  void showAStoreTypeItsOwnPapersOnly() {
    JsonNode personal =
        named(get("?platform=WECHAT&storeType=PERSONAL&limit=200", "en").body(), "食品饮料");
    assertThat(personal.path("papers").toString())
        .contains("SUPPLIER_PAPERS", "SUPPLY_AGREEMENT", "PURCHASE_INVOICE")
        .doesNotContain("FOOD_LICENCE");
    JsonNode all = named(get("?platform=WECHAT&limit=200", "en").body(), "食品饮料");
    assertThat(all.path("papers").size()).isEqualTo(4);
    assertThat(all.path("needs").toString())
        .contains("A store hands in: Food licence or Category qualification (Individual business,");
    assertThat(
            named(get("?platform=DOUYIN&storeType=PERSONAL", "en").body(), "母婴")
                .path("admission")
                .asString())
        .isEqualTo("CLOSED");
  }

  @Test
  void refuseEverythingThatIsWrongAtOnce() {
    assertThat(errors("")).containsExactly("#query/platform REQUIRED");
    assertThat(errors("?platform=X&storeType=X&limit=0&cursor=%20&colour=red"))
        .containsExactlyInAnyOrder(
            "#query/colour UNKNOWN_FIELD",
            "#query/platform NOT_ALLOWED",
            "#query/storeType NOT_ALLOWED",
            "#query/limit WRONG_LIMIT",
            "#query/cursor WRONG_CURSOR");
  }

  private List<String> errors(String query) {
    ApiClient.Answer answer = merchant.get(PATH + query);
    assertThat(answer.status()).isEqualTo(422);
    return answer
        .body()
        .path("errors")
        .valueStream()
        .map(one -> one.path("pointer").asString() + " " + one.path("code").asString())
        .toList();
  }
}
