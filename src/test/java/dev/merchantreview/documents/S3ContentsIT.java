package dev.merchantreview.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.testing.S3Server;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real server of S3. */
class S3ContentsIT extends ContentStoreContract {

  private static final String BUCKET = "contents";

  private static S3Server server;
  private static S3Contents store;

  @BeforeAll
  static void start() {
    server = new S3Server(BUCKET);
    store = new S3Contents(settings(server.endpoint(), BUCKET, S3Server.SECRET_ACCESS_KEY));
  }

  @AfterAll
  static void stop() {
    store.close();
    server.close();
  }

  private static ContentProperties.S3 settings(URI endpoint, String bucket, String secret) {
    return new ContentProperties.S3(
        bucket,
        "eu-central-1",
        endpoint,
        S3Server.ACCESS_KEY_ID,
        secret,
        true,
        "review/",
        Duration.ofSeconds(20));
  }

  @Override
  ContentStore store() {
    return store;
  }

  @Override
  void loseIt() {
    server.stop();
  }

  @Override
  void findIt() {
    server.start();
  }

  /** A wrong name or secret is no reason to believe that contents are gone. */
  @Test
  void believesNothingToBeGoneWhereItMayNotLook() {
    String nothing = "0".repeat(64);
    assertThat(store.open(nothing)).isEmpty();
    try (S3Contents wrongSecret =
            new S3Contents(settings(server.endpoint(), BUCKET, "another secret"));
        S3Contents wrongBucket =
            new S3Contents(
                settings(server.endpoint(), "no-such-bucket", S3Server.SECRET_ACCESS_KEY))) {
      assertThatThrownBy(() -> wrongSecret.open(nothing))
          .isInstanceOf(OutsideUnavailableException.class);
      assertThatThrownBy(() -> wrongBucket.open(nothing))
          .isInstanceOf(OutsideUnavailableException.class);
      assertThatThrownBy(() -> wrongBucket.exists(nothing))
          .isInstanceOf(OutsideUnavailableException.class);
    }
  }
}
