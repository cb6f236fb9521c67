package dev.merchantreview.onboarding;

import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What lies between the approval of an application and its store, and what the deposit table is
 * asked with. The process's gateways and its decision read it; each step looks at the record
 * itself.
 *
 * @param verification whether the account is verified on the way
 * @param depositClasses what the deposit table calls the categories
 */
public record Road(
    boolean verification,
    ContractMethod contract,
    Platform platform,
    StoreType storeType,
    List<String> categories,
    List<String> depositClasses) {

  public Map<String, Object> variables() {
    return new HashMap<>(
        Map.of(
            "accountVerification",
            verification ? "REQUIRED" : "NONE",
            "contract",
            contract.name(),
            "platform",
            platform.name(),
            "storeType",
            storeType.name(),
            "categories",
            categories,
            "depositClasses",
            depositClasses));
  }
}
