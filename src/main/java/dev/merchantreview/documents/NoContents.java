package dev.merchantreview.documents;

import dev.merchantreview.shared.OutsideUnavailableException;
import java.time.Instant;
import java.util.Optional;

/** No place was named: contents are in the database alone. */
final class NoContents implements ContentStore {

  @Override
  public void store(String address, byte[] content) {
    throw unknown();
  }

  @Override
  public Optional<byte[]> open(String address) {
    throw unknown();
  }

  @Override
  public boolean exists(String address) {
    throw unknown();
  }

  @Override
  public void remove(String address) {
    throw unknown();
  }

  @Override
  public void tidy(Instant before) {}

  @Override
  public String description() {
    return "nowhere";
  }

  private static OutsideUnavailableException unknown() {
    return new OutsideUnavailableException(
        "contents are kept outside the database, and neither merchant-review.documents.directory nor"
            + " merchant-review.documents.s3 says where",
        null);
  }
}
