package dev.merchantreview.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.catalog.ProductContent;
import dev.merchantreview.catalog.Products;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.testing.ServiceAlone;

/** Who sells and what is sold, in tests that need the service alone. */
final class Sellers {

  private final ServiceAlone service;

  Sellers(ServiceAlone service) {
    this.service = service;
  }

  /** A designated streamer of a merchant who meets every threshold. */
  String streamer(String merchantId) {
    String id = "s-" + merchantId;
    ApiClient.Answer answer =
        service
            .api("admin")
            .put("/api/v1/streamers/" + id, SampleStreamers.figures(merchantId, true));
    assertThat(answer.status()).as(answer.body().toString()).isIn(200, 201);
    return id;
  }

  /** A product of a merchant of the owner's system that needs no qualification. */
  ProductContent product(String ownerId) {
    String id = "p-" + ownerId;
    ApiClient owner = service.api("merchant");
    ApiClient.Answer answer =
        owner.put(
            "/api/v1/products/" + id,
            SampleProducts.product("KUAISHOU", ownerId, "亚麻连衣裙", "服饰", owner));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return service.bean(Products.class).find(id).orElseThrow().content();
  }
}
