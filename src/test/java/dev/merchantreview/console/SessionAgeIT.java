package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A login ends in time, however busy somebody is. */
class SessionAgeIT {

  private static ServiceAlone service;

  @BeforeAll
  static void start() {
    service = ServiceAlone.with("--merchant-review.console.session.longest=2h");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void asksToLogInAgainAndGoesOnWherePeopleWere() {
    Instant began = Instant.now();
    ConsoleVisitor visitor = ConsoleVisitor.loggedIn(service, "auditor");
    try {
      for (int minutes = 20; minutes < 120; minutes += 20) {
        service.travelTo(began.plus(Duration.ofMinutes(minutes)));
        assertThat(visitor.get("/console/cases").statusCode()).as("%s", minutes).isEqualTo(200);
      }
      service.travelTo(began.plus(Duration.ofMinutes(121)));
      HttpResponse<String> asked = visitor.get("/console/cases?q=tea");
      assertThat(asked.statusCode()).isEqualTo(302);
      assertThat(asked.headers().firstValue("location").orElse("")).endsWith("/console/login");
      HttpResponse<String> again = visitor.login("auditor", "auditor");
      assertThat(again.headers().firstValue("location").orElse("")).contains("/console/cases?q=");
      assertThat(visitor.get("/console/cases").statusCode()).isEqualTo(200);
    } finally {
      service.returnToPresent();
    }
  }
}
