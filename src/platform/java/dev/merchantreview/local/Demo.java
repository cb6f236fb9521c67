package dev.merchantreview.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.node.ObjectNode;

/**
 * Twenty applications, brought to different states by the ways people and systems bring them there.
 */
final class Demo {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ApiClient merchant;
  private final MerchantSystem system;
  private final TasklistClient auditor1;
  private final TasklistClient auditor2;

  Demo(Settings settings) {
    this.merchant = new ApiClient(settings.serviceUrl(), "merchant");
    this.system = new MerchantSystem(merchant, new ApiClient(settings.sandboxUrl(), "merchant"));
    this.auditor1 = new TasklistClient(settings.webUrl(), "auditor1");
    this.auditor2 = new TasklistClient(settings.webUrl(), "auditor2");
  }

  void play() {
    String waiting = submit("DOUYIN", "m-1001", "ENTERPRISE", "青禾女装", "服饰", "母婴");
    submit("KUAISHOU", "m-1002", "INDIVIDUAL_BUSINESS", "山里人家土特产", "食品");
    submit("WECHAT", "m-1003", "PERSONAL", "手作陶器小铺", "厨具");
    String flagship = submit("DOUYIN", "m-1004", "FLAGSHIP", "云栖茶旗舰店", "茶叶");
    String sentBack = submit("DOUYIN", "m-1005", "ENTERPRISE", "拾光珠宝", "珠宝文玩");
    String fixed = submit("KUAISHOU", "m-1006", "ENTERPRISE", "北辰户外", "运动户外");
    String rejected = submit("WECHAT", "m-1007", "ENTERPRISE", "万象百货", "服饰内衣");
    String verifying = submit("DOUYIN", "m-1008", "INDIVIDUAL_BUSINESS", "小满母婴", "母婴");
    String wrongAmount = submit("DOUYIN", "m-1013", "ENTERPRISE", "松间木作", "家居");
    String confirming = submit("WECHAT", "m-1014", "ENTERPRISE", "禾木食品", "食品饮料");
    describing();
    String signing = submit("WECHAT", "m-1015", "PERSONAL", "晨光箱包", "箱包皮具");
    String due =
        submit(
            SampleApplications.application(
                    "KUAISHOU", "m-1016", "INDIVIDUAL_BUSINESS", "老街点心", List.of("食品"))
                .put("promotion", true));
    submit(
        SampleApplications.withPaper(
            SampleApplications.application("KUAISHOU", "m-1020", "IMPORT", "海岸进口优选", List.of("美妆")),
            "HK_MACAU_TRAVEL_PERMIT",
            "H60019019",
            "1980-03-07"));
    submit("XIAOHONGSHU", "m-1017", "ENTERPRISE", "拾色美妆", "美妆");
    String contract = submit("XIAOHONGSHU", "m-1018", "INDIVIDUAL_BUSINESS", "云上手作", "家居");
    String partlyPaid = submit("DOUYIN", "m-1009", "ENTERPRISE", "一树童装", "母婴");
    String active = submit("DOUYIN", "m-1010", "ENTERPRISE", "南巷鞋靴", "鞋靴");
    String withdrawn = submit("KUAISHOU", "m-1011", "ENTERPRISE", "远帆数码", "数码");
    ObjectNode wrong =
        SampleApplications.withDocuments(
            SampleApplications.enterprise("m-1012", "河图文具", List.of("文具")), merchant);
    ((ObjectNode) wrong.path("subject"))
        .put("licenceNumber", SampleApplications.wrongLicenceNumber("m-1012"));
    merchant.post("/api/v1/store-applications", wrong);

    List.of(waiting, flagship, sentBack, rejected, partlyPaid, active).forEach(system::upToReview);
    sendBack(auditor1, sentBack, "/documents", "UNREADABLE", "营业执照照片反光，看不清注册号。");
    boolean isFixed = system.read(fixed).path("round").asInt() > 1;
    if (!isFixed) {
      sendBack(auditor2, fixed, "/storeName", "NAME_NOT_ALLOWED", "店铺名称请去掉绝对化用语。");
    }
    complete(
        auditor1, rejected, TasklistClient.rejection("BUSINESS_NOT_ALLOWED", "主体与经营类目不符，且无法补充资质。"));
    for (String id : List.of(signing, due, contract, partlyPaid, active)) {
      complete(auditor2, id, Map.of("verdict", "APPROVED"));
    }
    if (!isFixed) {
      fix(fixed);
    }
    awaitPast(wrongAmount, "SUBMITTED");
    awaitPast(verifying, "SUBMITTED");
    awaitPast(confirming, "SUBMITTED");
    if (state(wrongAmount).equals("VERIFYING_ACCOUNT") && !system.namedWrongAmount(wrongAmount)) {
      system.awaitAnswerPossible(wrongAmount);
      system.nameAmount(wrongAmount, system.receivedFen(wrongAmount) % 99 + 1);
    }
    if (state(confirming).equals("VERIFYING_ACCOUNT") && !system.remittedInVain(confirming)) {
      system.awaitAnswerPossible(confirming);
      // Somebody else's money: it counts for nothing, and operators see it.
      system.remit(confirming, "sandbox");
    }
    upToDeposit(due);
    // Of its two deposits the one for promotion.
    system.pay(
        due,
        "PROMOTION",
        system.read(due).path("deposit").path("promotion").path("requiredFen").asLong());
    upToDeposit(partlyPaid);
    system.pay(partlyPaid, 400_000);
    upToDeposit(active);
    system.pay(active, 400_000);
    merchant.post(
        "/api/v1/store-applications/" + withdrawn + "/withdrawal", Map.of("reason", "暂不开店"));
    awaitState(active, "ACTIVE");
    awaitState(fixed, "IN_REVIEW");
  }

  /** One that is asked for the data of its shop. */
  private void describing() {
    ObjectNode application =
        SampleApplications.withDocuments(
            SampleApplications.application("DOUYIN", "m-1019", "PERSONAL", "阿禾手作", List.of("服饰内衣")),
            merchant);
    application.remove("shop");
    merchant.post("/api/v1/store-applications", application);
  }

  private void fix(String id) {
    awaitState(id, "FIX_REQUIRED");
    ObjectNode again =
        SampleApplications.withDocuments(
            SampleApplications.application(
                "KUAISHOU", "m-1006", "ENTERPRISE", "北辰户外用品", List.of("运动户外")),
            merchant);
    merchant.post("/api/v1/store-applications/" + id + "/resubmission", again);
  }

  private String submit(
      String platform, String merchantId, String storeType, String name, String... categories) {
    return submit(
        SampleApplications.application(platform, merchantId, storeType, name, List.of(categories)));
  }

  private String submit(ObjectNode sample) {
    ObjectNode application = SampleApplications.withDocuments(sample, merchant);
    ApiClient.Answer answer = merchant.post("/api/v1/store-applications", application);
    if (answer.status() == 409) {
      // Played before, and the data survived: the open one of then stands for it.
      return answer.body().path("existing").asString();
    }
    if (answer.status() != 201) {
      throw new LaunchException("the demo was refused: " + answer.body());
    }
    return answer.id();
  }

  private void sendBack(
      TasklistClient auditor, String id, String field, String code, String reason) {
    complete(
        auditor,
        id,
        Map.of(
            "verdict",
            "SENT_BACK",
            "problems",
            List.of(Map.of("field", field, "code", code)),
            "reason",
            reason));
  }

  private void complete(TasklistClient auditor, String id, Map<String, Object> verdict) {
    AtomicReference<Optional<String>> task = new AtomicReference<>(Optional.empty());
    Http.await(
        "the task of " + id,
        PATIENCE,
        () -> {
          task.set(auditor.openTask(id));
          return task.get().isPresent() || !isWaiting(id);
        });
    task.get().ifPresent(open -> auditor.complete(open, verdict));
  }

  private boolean isWaiting(String id) {
    String state = state(id);
    return state.equals("SUBMITTED") || state.equals("IN_REVIEW");
  }

  /** Signs, unless that was done when the demo was played before. */
  private void upToDeposit(String id) {
    awaitPast(id, "IN_REVIEW");
    if (state(id).equals("SIGNING")) {
      system.sign(id);
      awaitPast(id, "SIGNING");
    }
  }

  private void awaitPast(String id, String state) {
    Http.await(id + " leaving " + state, PATIENCE, () -> !state(id).equals(state));
  }

  private void awaitState(String id, String state) {
    Http.await(
        id + " becoming " + state,
        PATIENCE,
        () -> {
          String now = state(id);
          return now.equals(state)
              || List.of("ACTIVE", "REJECTED", "WITHDRAWN", "EXPIRED").contains(now);
        });
  }

  private String state(String id) {
    return merchant.get("/api/v1/store-applications/" + id).state();
  }
}
