package dev.merchantreview.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON in the one form there is of it (RFC 8785), so that a hash of it can be computed again. */
public final class CanonicalJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CanonicalJson() {}

  /** SHA-256 in hex of a JSON value's canonical form. */
  public static String sha256(JsonNode value) {
    try {
      return Sha256.hex(new JsonCanonicalizer(JSON.writeValueAsBytes(value)).getEncodedUTF8());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
