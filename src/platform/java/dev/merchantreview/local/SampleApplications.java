package dev.merchantreview.local;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Applications to submit, with valid numbers of nobody. */
public final class SampleApplications {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final int[] WEIGHTS = {
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
  };

  private static final AtomicInteger PICTURES = new AtomicInteger();

  private SampleApplications() {}

  /** An enterprise's application without documents. */
  public static ObjectNode enterprise(
      String merchantId, String storeName, List<String> categories) {
    return application("DOUYIN", merchantId, "ENTERPRISE", storeName, categories);
  }

  public static ObjectNode application(
      String platform,
      String merchantId,
      String storeType,
      String storeName,
      List<String> categories) {
    ObjectNode application = JSON.createObjectNode();
    application.put("platform", platform);
    application.put("merchantId", merchantId);
    application.put("storeType", storeType);
    application.put("storeName", storeName);
    categories.forEach(application.putArray("categories")::add);
    ObjectNode subject = application.putObject("subject");
    subject.put("legalName", storeName + "商贸有限公司");
    if (!storeType.equals("PERSONAL")) {
      subject.put(
          "licenceNumber",
          switch (storeType) {
            case "INDIVIDUAL_BUSINESS" -> numbered("92330106MA", merchantId);
            case "IMPORT" -> accountNumber(merchantId).substring(4, 14);
            default -> licenceNumber(merchantId);
          });
    }
    subject.put("licenceValidUntil", "2046-05-31");
    if (storeType.equals("IMPORT")) {
      subject.put("registeredIn", "SG");
    }
    ObjectNode person = subject.putObject("legalRepresentative");
    person.put("name", "陈青");
    person.put("identityNumber", identityNumber(merchantId));
    ObjectNode account = application.putObject("settlementAccount");
    account.put("holder", storeName + "商贸有限公司");
    account.put("bank", "招商银行杭州分行");
    account.put("accountNumber", accountNumber(merchantId));
    ObjectNode contact = application.putObject("contact");
    contact.put("name", "陈青");
    contact.put("phone", "13800000000");
    contact.put("email", "shop@example.com");
    application.putArray("documents");
    return application;
  }

  /** An identity number of somebody of the merchant's own, right by GB 11643-1999. */
  public static String identityNumber(String seed) {
    int hash = seed.hashCode() & 0x7FFFFFFF;
    String first =
        "110105"
            + java.time.LocalDate.of(1950, 1, 1)
                .plusDays(hash % 18_000)
                .format(java.time.format.DateTimeFormatter.BASIC_ISO_DATE)
            + String.format(java.util.Locale.ROOT, "%03d", hash / 18_000 % 1_000);
    int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (first.charAt(i) - '0') * weights[i];
    }
    return first + "10X98765432".charAt(sum % 11);
  }

  /** Gives the legal representative another paper than a resident's identity card. */
  public static ObjectNode withPaper(
      ObjectNode application, String paper, String number, String birthDate) {
    ObjectNode person = (ObjectNode) application.at("/subject/legalRepresentative");
    person.put("identityPaper", paper);
    person.put("identityNumber", number);
    person.put("birthDate", birthDate);
    person.put("identityValidUntil", "2034-03-06");
    return application;
  }

  /** The same of another merchant, with an account of its own: what arrives on it is told apart. */
  static ObjectNode ofAnother(ObjectNode like, String merchantId) {
    ObjectNode application = ApiClient.copy(like);
    application.put("merchantId", merchantId);
    ((ObjectNode) application.path("settlementAccount"))
        .put("accountNumber", accountNumber(merchantId));
    return application;
  }

  /** An account number of the merchant's own, so that what arrives there can be told apart. */
  public static String accountNumber(String merchantId) {
    return "5719"
        + String.format(java.util.Locale.ROOT, "%010d", merchantId.hashCode() & 0x7FFFFFFF)
        + "77";
  }

  /** Uploads what the store type needs and names it in the application. */
  public static ObjectNode withDocuments(ObjectNode application, ApiClient api) {
    String type = application.path("storeType").asString();
    var documents = application.putArray("documents");
    List<String> kinds =
        switch (type) {
          case "PERSONAL" -> List.of("IDENTITY_CARD");
          case "INDIVIDUAL_BUSINESS", "ENTERPRISE" -> List.of("BUSINESS_LICENCE", "IDENTITY_CARD");
          case "IMPORT" -> List.of("FOREIGN_REGISTRATION", "IDENTITY_CARD");
          default -> List.of("BUSINESS_LICENCE", "IDENTITY_CARD", "BRAND_AUTHORISATION");
        };
    List<String> all = new ArrayList<>(kinds);
    // Food needs a licence of its own on WeChat; who sells as a person has the supplier's papers.
    if (application.path("platform").asString().equals("WECHAT")
        && application.path("categories").toString().contains("食品饮料")) {
      all.addAll(
          type.equals("PERSONAL")
              ? List.of("SUPPLIER_PAPERS", "SUPPLY_AGREEMENT", "PURCHASE_INVOICE")
              : List.of("FOOD_LICENCE"));
    }
    switch (application.path("platform").asString()) {
      case "KUAISHOU" -> all.add("BANK_CARD");
      case "DOUYIN" -> {
        if (!type.equals("PERSONAL") && !type.equals("INDIVIDUAL_BUSINESS")) {
          all.add("DIGITAL_CERTIFICATE_FORM");
        }
      }
      case "WECHAT" -> {
        if (all.contains("BRAND_AUTHORISATION")) {
          all.add("TRADEMARK_ACCEPTANCE_NOTICE");
        }
      }
      default -> {}
    }
    String paper = application.at("/subject/legalRepresentative/identityPaper").asString("");
    if (!paper.isEmpty() && !paper.equals("RESIDENT_IDENTITY_CARD")) {
      all.replaceAll(kind -> kind.equals("IDENTITY_CARD") ? paper : kind);
    }
    for (String kind : all) {
      ObjectNode reference = documents.addObject();
      reference.put("kind", kind);
      reference.put("documentId", api.upload(kind, png()));
    }
    if (describesShop(application)) {
      application.set("shop", shop(api));
    }
    return application;
  }

  /**
   * Whether its platform asks for the data of a shop; handed in at once, they are asked no more.
   */
  private static boolean describesShop(ObjectNode application) {
    return switch (application.path("platform").asString()) {
      case "DOUYIN" -> true;
      case "WECHAT" -> !application.path("storeType").asString().equals("PERSONAL");
      default -> false;
    };
  }

  /** What a shop shows. */
  public static ObjectNode shop(ApiClient api) {
    ObjectNode shop = JSON.createObjectNode();
    shop.put("logo", api.upload("SHOP_LOGO", png()));
    shop.put("picture", api.upload("SHOP_PICTURE", png()));
    shop.put("introduction", "原创女装，每周上新，七天无理由退货。");
    shop.put("address", "浙江省杭州市余杭区文一西路1218号6幢");
    ObjectNode contact = shop.putObject("returnContact");
    contact.put("name", "沈禾");
    contact.put("phone", "13700000000");
    contact.put("address", "浙江省嘉兴市南湖区中环南路88号3号仓");
    return shop;
  }

  /** A company's licence number with a right check character, made from any text. */
  public static String licenceNumber(String seed) {
    return numbered("91330106MA", seed);
  }

  private static String numbered(String beginning, String seed) {
    StringBuilder number = new StringBuilder(beginning);
    int hash = seed.hashCode() & 0x7FFFFFFF;
    for (int i = 0; i < 7; i++) {
      number.append((char) ('0' + hash % 10));
      hash /= 10;
    }
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += ALPHABET.indexOf(number.charAt(i)) * WEIGHTS[i];
    }
    return number.append(ALPHABET.charAt((31 - sum % 31) % 31)).toString();
  }

  /** The same number with another, wrong check character. */
  public static String wrongLicenceNumber(String seed) {
    String right = licenceNumber(seed);
    char last = right.charAt(17);
    return right.substring(0, 17) + (last == '0' ? '1' : '0');
  }

  /** A small picture that looks a little like a paper, another one each time. */
  public static byte[] png() {
    int number = PICTURES.incrementAndGet();
    BufferedImage picture = new BufferedImage(120, 160, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 120, 160);
    pen.setColor(Color.getHSBColor(number * 0.13f % 1, 0.35f, 0.7f));
    pen.drawRect(5, 5, 109, 149);
    pen.fillRect(30, 16, 60, 9);
    pen.setColor(Color.GRAY);
    for (int line = 0; line < 7; line++) {
      pen.fillRect(16, 40 + line * 12, 52 + number * (line + 3) % 36, 3);
    }
    pen.setColor(new Color(200, 40, 40));
    pen.drawOval(72, 112, 30, 30);
    pen.drawOval(73, 113, 28, 28);
    pen.dispose();
    picture.setRGB(0, 0, number);
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      ImageIO.write(picture, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
