package dev.merchantreview.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers a constant, for a system that wants to know whether it gets through. */
@RestController
@Tag(name = "Ping", description = "Whether the service is there")
class PingController {

  private static final Pong PONG = new Pong(true);

  record Pong(boolean pong) {}

  @GetMapping("/api/v1/ping")
  @MayCall
  @Operation(operationId = "ping", summary = "Whether the service is there and knows the caller")
  Pong ping() {
    return PONG;
  }
}
