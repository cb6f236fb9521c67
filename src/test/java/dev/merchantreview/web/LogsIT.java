package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What callers send neither forges a line of the log nor stands in it. */
@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class LogsIT {

  private final ServiceAlone service = ServiceAlone.get();

  @Test
  void writesAMessageOnOneLine(CapturedOutput output) {
    LoggerFactory.getLogger(LogsIT.class)
        .warn("sent: {}", "a\r\n2026-11-26T00:00:00Z ERROR forged\u2028\u0007b");
    assertThat(output.getAll().lines().filter(line -> line.contains("forged")))
        .singleElement()
        .asString()
        .contains("LogsIT", "sent: a??2026-11-26T00:00:00Z ERROR forged??b");
  }

  @Test
  void keepsQueriesAndFormsThatCannotBeReadOutOfTheLog(CapturedOutput output) {
    ApiClient merchant = service.api("merchant");
    String query = "/api/v1/stores?limit=%FF%0d%0a2026-11-26T00:00:00Z%20FORGED";
    assertThat(merchant.get(query).status()).isBetween(400, 499);
    assertThat(
            merchant
                .send(
                    merchant
                        .request("/api/v1/store-applications")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Idempotency-Key", "log-1")
                        .POST(BodyPublishers.ofString("{\"name\": \"SECRETNAME 100%\"}")))
                .status())
        .isBetween(400, 499);
    assertThat(output.getAll()).doesNotContain("FORGED", "SECRETNAME");
  }
}
