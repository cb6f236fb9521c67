package dev.merchantreview.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.ServiceAlone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** An upload counts as a whole: nothing of it is lost without a word, and no other is it again. */
class UploadsIT {

  private static final String BOUNDARY = "a-boundary";

  private final ApiClient merchant = ServiceAlone.get().api("merchant");

  @Test
  void isAnotherRequestWhenItsKindIsAnother() {
    String key = UUID.randomUUID().toString();
    byte[] picture = SampleApplications.png();
    ApiClient.Answer first = send(key, field("kind", "BUSINESS_LICENCE"), file("file", picture));
    assertThat(first.status()).isEqualTo(201);
    ApiClient.Answer again = send(key, field("kind", "BUSINESS_LICENCE"), file("file", picture));
    assertThat(again.id()).isEqualTo(first.id());
    ApiClient.Answer other = send(key, field("kind", "IDENTITY_CARD"), file("file", picture));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.body().path("type").asString()).isEqualTo("/problems/idempotency-key-reused");
  }

  @Test
  void refusesPartsNobodyReads() {
    byte[] picture = SampleApplications.png();
    assertErrors(
        List.of("/file TOO_MANY"),
        field("kind", "IDENTITY_CARD"),
        file("file", picture),
        file("file", SampleApplications.png()));
    assertErrors(
        List.of("/back UNKNOWN_FIELD", "/note UNKNOWN_FIELD"),
        field("kind", "IDENTITY_CARD"),
        field("note", "x"),
        file("file", picture),
        file("back", picture));
    assertErrors(
        List.of("/kind WRONG_TYPE"),
        file("kind", "IDENTITY_CARD".getBytes(StandardCharsets.UTF_8)),
        file("file", picture));
    assertErrors(
        List.of("/kind TOO_MANY"),
        field("kind", "IDENTITY_CARD"),
        field("kind", "OTHER"),
        file("file", picture));
    assertErrors(List.of("/file REQUIRED"), field("kind", "IDENTITY_CARD"));
  }

  /** The same as ContentTypeTest, through the door. */
  @Test
  void tellsWhatItFoundInsteadOfADocument() {
    ApiClient.Answer answer =
        send(
            UUID.randomUUID().toString(),
            field("kind", "OTHER"),
            file("file", SampleFiles.encryptedPdf("secret")));
    assertThat(answer.body().path("errors").path(0).path("code").asString())
        .isEqualTo("PASSWORD_NEEDED");
    answer =
        send(
            UUID.randomUUID().toString(),
            field("kind", "OTHER"),
            file("file", "GIF89a\1\0\1\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1)));
    assertThat(answer.body().path("errors").path(0).path("message").asString())
        .contains("image/gif");
  }

  /** Judged before its parts are looked for: compressed, it has none. */
  @Test
  void readsNoEncodedUpload() throws IOException {
    byte[] plain = body(field("kind", "OTHER"), file("file", SampleApplications.png()));
    for (String coding : List.of("gzip", "br", "identity, deflate")) {
      for (byte[] sent : List.of(compressed(plain), plain)) {
        ApiClient.Answer refused = encoded(coding, sent);
        assertThat(refused.status()).as(coding + refused.body()).isEqualTo(415);
        assertThat(refused.body().at("/errors/0/pointer").asString())
            .isEqualTo("#header/Content-Encoding");
        assertThat(refused.raw().headers().firstValue("Accept-Encoding")).contains("identity");
      }
    }
    assertThat(encoded("identity", plain).status()).isEqualTo(201);
  }

  private ApiClient.Answer encoded(String coding, byte[] body) {
    return merchant.send(
        merchant
            .request("/api/v1/documents")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .header("Content-Encoding", coding)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private static byte[] compressed(byte[] plain) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(plain);
    }
    return compressed.toByteArray();
  }

  private void assertErrors(List<String> expected, byte[]... parts) {
    ApiClient.Answer answer = send(UUID.randomUUID().toString(), parts);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(
            answer
                .body()
                .path("errors")
                .valueStream()
                .map(one -> one.path("pointer").asString() + " " + one.path("code").asString()))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private ApiClient.Answer send(String key, byte[]... parts) {
    return merchant.send(
        merchant
            .request("/api/v1/documents")
            .header("Idempotency-Key", key)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(body(parts))));
  }

  private static byte[] body(byte[]... parts) {
    return SampleFiles.join(SampleFiles.join(parts), ascii("--" + BOUNDARY + "--\r\n"));
  }

  private static byte[] field(String name, String value) {
    return ascii(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
            .formatted(BOUNDARY, name, value));
  }

  private static byte[] file(String name, byte[] content) {
    return SampleFiles.join(
        ascii(
            "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a\"\r\nContent-Type: image/png\r\n\r\n"
                .formatted(BOUNDARY, name)),
        content,
        ascii("\r\n"));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
