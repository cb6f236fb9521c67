package dev.merchantreview.notice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What tables are asked, for every branch of the released ones. */
final class TableSample {

  private static final List<String> PLATFORMS =
      List.of("DOUYIN", "KUAISHOU", "WECHAT", "XIAOHONGSHU");
  private static final List<List<String>> CATEGORIES =
      List.of(
          List.of("服饰"),
          List.of("母婴", "食品"),
          List.of("珠宝文玩"),
          List.of("畜牧活体"),
          List.of("食品饮料"),
          List.of("没有这个类目"),
          List.of());

  private TableSample() {}

  static List<Map<String, Object>> of(String table) {
    List<Map<String, Object>> inputs = new ArrayList<>();
    for (String platform : PLATFORMS) {
      switch (table) {
        case "lucky-draw", "pk-threshold" -> figures(platform, inputs);
        case "refund-documents", "refund-second-review" -> refunds(platform, inputs);
        case "provider-documents", "provider-eligibility" -> providers(platform, inputs);
        default -> stores(platform, inputs);
      }
    }
    return inputs;
  }

  private static void providers(String platform, List<Map<String, Object>> inputs) {
    for (String kind : List.of("LOCAL", "BRAND", "CORE", "STRATEGIC")) {
      for (boolean met : new boolean[] {true, false}) {
        inputs.add(
            Map.ofEntries(
                Map.entry("platform", platform),
                Map.entry("kind", kind),
                Map.entry("resources", met),
                Map.entry("trainsStreamers", met),
                Map.entry("specialVatInvoices", met),
                Map.entry("generalTaxpayer", met),
                Map.entry("registeredCapitalFen", met ? 50_000_000L : 49_999_999L),
                Map.entry("teamSize", met ? 50 : 49),
                Map.entry("ecommerceYears", met ? 1 : 0),
                Map.entry("ownLiveTeam", met),
                Map.entry("brandTurnoverFen", met ? 5_000_000_000L : 4_999_999_999L),
                Map.entry("brands", met ? 2 : 1),
                Map.entry("badRecord", !met),
                Map.entry("staffTie", !met)));
      }
    }
  }

  private static void stores(String platform, List<Map<String, Object>> inputs) {
    for (String type : List.of("PERSONAL", "INDIVIDUAL_BUSINESS", "ENTERPRISE", "FLAGSHIP")) {
      CATEGORIES.forEach(
          some ->
              inputs.add(
                  Map.of(
                      "platform",
                      platform,
                      "storeType",
                      type,
                      "categories",
                      some,
                      "depositClasses",
                      some)));
    }
  }

  private static void figures(String platform, List<Map<String, Object>> inputs) {
    for (String rating : List.of("3", "4.19", "4.2", "4.39", "4.40", "5")) {
      for (long followers : new long[] {0, 9_999, 10_000, 1_000_000}) {
        inputs.add(
            Map.of(
                "platform",
                platform,
                "merchantLevel",
                2,
                "experienceRating",
                new BigDecimal(rating),
                "followers",
                followers));
      }
    }
  }

  private static void refunds(String platform, List<Map<String, Object>> inputs) {
    for (String kind : List.of("STORE", "APPLICATION", "SERVICE_PROVIDER")) {
      for (long fen : new long[] {0, 1_999_999, 2_000_000, 10_000_000}) {
        inputs.add(
            Map.of(
                "platform", platform,
                "holderKind", kind,
                "holderType", fen == 0 ? "PERSONAL" : "ENTERPRISE",
                "amountFen", fen));
      }
    }
  }
}
