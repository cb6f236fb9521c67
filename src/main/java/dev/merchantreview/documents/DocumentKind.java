package dev.merchantreview.documents;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a document proves. */
public enum DocumentKind {
  BUSINESS_LICENCE("营业执照", "Business licence"),
  IDENTITY_CARD("身份证", "Identity card"),
  RESIDENCE_PERMIT("港澳台居民居住证", "Residence permit (Hong Kong, Macau, Taiwan)"),
  HK_MACAU_TRAVEL_PERMIT("港澳居民来往内地通行证", "Mainland travel permit (Hong Kong, Macau)"),
  TAIWAN_TRAVEL_PERMIT("台湾居民来往大陆通行证", "Mainland travel permit (Taiwan)"),
  PASSPORT("护照", "Passport"),
  PERMANENT_RESIDENCE_CARD("外国人永久居留身份证", "Foreigner's permanent residence card"),
  FOREIGN_REGISTRATION("境外公司注册登记文件", "Company registration abroad"),
  DIGITAL_CERTIFICATE_FORM("数字证书申请表（加盖公章）", "Sealed application form for a digital certificate"),
  TRADEMARK_CERTIFICATE("商标注册证", "Trademark certificate"),
  TRADEMARK_ACCEPTANCE_NOTICE("商标受理通知书", "Trademark acceptance notice"),
  BRAND_AUTHORISATION("品牌授权书", "Brand authorisation"),
  CATEGORY_QUALIFICATION("类目资质", "Category qualification"),
  BANK_CARD("银行卡", "Bank card"),
  BANK_ACCOUNT_PROOF("银行账户证明", "Bank account proof"),
  PRODUCT_IMAGE("商品图片", "Product image"),
  QUALITY_REPORT("质检报告", "Quality inspection report"),
  FOOD_LICENCE("食品经营许可证", "Food licence"),
  SUPPLIER_PAPERS("供货商资质", "Supplier's papers"),
  SUPPLY_AGREEMENT("供货协议", "Supply agreement"),
  PURCHASE_INVOICE("进货发票", "Purchase invoice"),
  CCC_CERTIFICATE("3C认证证书", "CCC certificate"),
  JEWELLERY_CERTIFICATE("珠宝鉴定证书", "Jewellery certificate"),
  COSMETICS_REGISTRATION("化妆品备案凭证", "Cosmetics registration"),
  SHOP_LOGO("店铺标志", "Shop logo"),
  SHOP_PICTURE("店铺图片", "Shop picture"),
  REFUND_REQUEST("保证金退还申请书", "Letter asking for the deposit"),
  TAXPAYER_PROOF("一般纳税人证明", "Proof of being a general taxpayer"),
  BRAND_COOPERATION("品牌合作证明（合同或成交数据）", "Proof of partner brands (contracts or turnover)"),
  OTHER("其他材料", "Other");

  private final String zh;
  private final String en;

  DocumentKind(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** Both languages, for a form whose reader's language is unknown. */
  public String label() {
    return zh + " · " + en;
  }

  /** What it is called in one language. */
  public String in(Locale locale) {
    return locale.getLanguage().equals("en") ? en : zh;
  }

  public String zh() {
    return zh;
  }

  public String en() {
    return en;
  }

  /** Whether there is a kind of this name. */
  public static boolean isKnown(String name) {
    return Arrays.stream(values()).anyMatch(kind -> kind.name().equals(name));
  }

  /** The names of all of them, for a text. */
  public static String names() {
    return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining("、"));
  }

  /** What shows that a store may sell a brand. */
  public boolean isBrandPaper() {
    return this == TRADEMARK_CERTIFICATE
        || this == TRADEMARK_ACCEPTANCE_NOTICE
        || this == BRAND_AUTHORISATION;
  }
}
