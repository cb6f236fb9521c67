package dev.merchantreview.outside;

import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** The provider over HTTP: {@code PUT /contracts/{number}}. */
@Component
class HttpContractSigning implements ContractSigning {

  private final RestClient http;

  HttpContractSigning(ContractSigningProperties properties) {
    this.http = OutsideHttp.client(properties.url(), properties.token(), properties.timeout());
  }

  @Override
  public Offer offer(Contract contract) {
    Offer offer =
        OutsideHttp.call(
            "contract signing",
            () ->
                http.put()
                    .uri("/contracts/{number}", contract.number())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(contract)
                    .retrieve()
                    .body(Offer.class));
    return Objects.requireNonNull(offer, "contract signing answered nothing");
  }
}
