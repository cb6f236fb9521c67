package dev.merchantreview.admission;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of applications to be a service provider that lack nothing. */
public final class ProviderRequests {

  public static final String PATH = "/api/v1/provider-applications";

  private ProviderRequests() {}

  /** A local provider's, with its papers uploaded by {@code api}. */
  public static ObjectNode local(ApiClient api, String merchantId) {
    ObjectNode content = content(api, merchantId, List.of("BUSINESS_LICENCE"));
    content.put("platform", "KUAISHOU");
    content.put("merchantId", merchantId);
    content.put("kind", "LOCAL");
    return content;
  }

  /** A brand provider's that meets every condition just so. */
  public static ObjectNode brand(ApiClient api, String merchantId) {
    ObjectNode content =
        content(
            api, merchantId, List.of("BUSINESS_LICENCE", "TAXPAYER_PROOF", "BRAND_COOPERATION"));
    content.put("platform", "KUAISHOU");
    content.put("merchantId", merchantId);
    content.put("kind", "BRAND");
    ObjectNode brand = content.putObject("brand");
    brand.put("generalTaxpayer", true);
    brand.put("registeredCapitalFen", 50_000_000);
    brand.put("teamSize", 50);
    brand.put("ecommerceSince", "2020-02-29");
    brand.put("ownLiveTeam", true);
    brand.put("brandTurnoverFen", 5_000_000_000L);
    brand.put("brands", 2);
    brand.put("badRecord", false);
    brand.put("staffTie", false);
    return content;
  }

  /** The same as it is handed in again. */
  public static ObjectNode again(ObjectNode request) {
    ObjectNode content = ApiClient.copy(request);
    content.remove(List.of("platform", "merchantId", "kind"));
    return content;
  }

  private static ObjectNode content(ApiClient api, String merchantId, List<String> papers) {
    ObjectNode content = ApiClient.object();
    content.put("legalName", "云桥公司");
    content.put("licenceNumber", SampleApplications.licenceNumber(merchantId));
    content.putArray("resources").add("SUPPLY_CHAIN");
    content.put("trainsStreamers", true);
    content.put("specialVatInvoices", true);
    ArrayNode documents = content.putArray("documents");
    for (String kind : papers) {
      documents
          .addObject()
          .put("kind", kind)
          .put("documentId", api.upload(kind, SampleApplications.png()));
    }
    return content;
  }
}
