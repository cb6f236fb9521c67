package dev.merchantreview.testing;

/** Where cases lie, by what their ids begin with. */
final class CaseTables {

  private CaseTables() {}

  static String table(String caseId) {
    return switch (caseId.substring(0, 3)) {
      case "fl_" -> "filing";
      case "st_" -> "store";
      case "sr_" -> "store_review";
      case "rf_" -> "deposit_refund";
      case "pk_" -> "pk_session";
      case "pm_" -> "programme_membership";
      case "pa_" -> "provider_application";
      default -> "store_application";
    };
  }

  static String path(String caseId) {
    return switch (caseId.substring(0, 3)) {
          case "fl_" -> "/api/v1/filings/";
          case "st_" -> "/api/v1/stores/";
          case "sr_" -> "/api/v1/store-reviews/";
          case "rf_" -> "/api/v1/deposit-refunds/";
          case "pk_" -> "/api/v1/pk-sessions/";
          case "pm_" -> "/api/v1/memberships/";
          case "pa_" -> "/api/v1/provider-applications/";
          default -> "/api/v1/store-applications/";
        }
        + caseId;
  }
}
