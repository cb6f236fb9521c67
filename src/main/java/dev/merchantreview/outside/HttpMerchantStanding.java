package dev.merchantreview.outside;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Over HTTP: {@code GET /merchants/{merchantId}/standing?platform=&about=}. */
@Component
class HttpMerchantStanding implements MerchantStanding {

  private final RestClient http;

  HttpMerchantStanding(MerchantStandingProperties properties) {
    this.http = OutsideHttp.client(properties.url(), properties.token(), properties.timeout());
  }

  @Override
  public Facts of(Platform platform, String merchantId, CaseId about) {
    Facts facts =
        OutsideHttp.call(
            "the merchant standing",
            () ->
                http.get()
                    .uri(
                        "/merchants/{id}/standing?platform={platform}&about={about}",
                        merchantId,
                        platform,
                        about)
                    .retrieve()
                    .body(Facts.class));
    return Objects.requireNonNull(facts, "the merchant standing answered nothing");
  }
}
