package dev.merchantreview.console;

import dev.merchantreview.documents.DocumentKind;
import java.util.List;

/** Which fields a paper proves: they are shown beside it (ours). */
final class PaperFields {

  private static final List<String> ACCOUNT = List.of("/settlementAccount", "/account");
  private static final List<String> PERSON = List.of("/subject/legalRepresentative");
  private static final List<String> PRODUCT =
      List.of("/title", "/shortTitle", "/category", "/attributes");

  private PaperFields() {}

  /** The pointers of the fields; what lies below one belongs to it. Empty: any may be meant. */
  private static List<String> of(DocumentKind kind) {
    return switch (kind) {
      case BUSINESS_LICENCE ->
          List.of(
              "/subject",
              "/storeType",
              "/legalName",
              "/licenceNumber",
              "/brand/registeredCapitalFen");
      case TAXPAYER_PROOF -> List.of("/brand/generalTaxpayer", "/specialVatInvoices");
      case BRAND_COOPERATION -> List.of("/brand/brandTurnoverFen", "/brand/brands");
      case FOREIGN_REGISTRATION, DIGITAL_CERTIFICATE_FORM -> List.of("/subject");
      case IDENTITY_CARD,
          RESIDENCE_PERMIT,
          HK_MACAU_TRAVEL_PERMIT,
          TAIWAN_TRAVEL_PERMIT,
          PASSPORT,
          PERMANENT_RESIDENCE_CARD ->
          PERSON;
      case BANK_CARD, BANK_ACCOUNT_PROOF, REFUND_REQUEST -> ACCOUNT;
      case TRADEMARK_CERTIFICATE, TRADEMARK_ACCEPTANCE_NOTICE, BRAND_AUTHORISATION ->
          List.of("/storeName", "/storeType", "/brand/brands");
      case CATEGORY_QUALIFICATION,
          FOOD_LICENCE,
          SUPPLIER_PAPERS,
          SUPPLY_AGREEMENT,
          PURCHASE_INVOICE ->
          List.of("/categories", "/category");
      case PRODUCT_IMAGE -> List.of("/mainImage", "/detailImages", "/title");
      case QUALITY_REPORT, CCC_CERTIFICATE, JEWELLERY_CERTIFICATE, COSMETICS_REGISTRATION ->
          PRODUCT;
      case SHOP_LOGO -> List.of("/shop/logo", "/storeName");
      case SHOP_PICTURE -> List.of("/shop/picture", "/storeName");
      case OTHER -> List.of();
    };
  }

  static boolean proves(DocumentKind kind, String pointer) {
    return of(kind).stream()
        .anyMatch(field -> pointer.equals(field) || pointer.startsWith(field + "/"));
  }
}
