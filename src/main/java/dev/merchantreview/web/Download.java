package dev.merchantreview.web;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** A file that is written while it is read. */
public final class Download {

  private Download() {}

  /**
   * @param mediaType texts are UTF-8
   * @param name what it is called where it is kept; without quotes
   */
  public static ResponseEntity<StreamingResponseBody> of(
      String mediaType, String name, StreamingResponseBody body) {
    MediaType type = MediaType.parseMediaType(mediaType);
    return ResponseEntity.ok()
        .contentType(
            type.getType().equals("text") ? new MediaType(type, StandardCharsets.UTF_8) : type)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(body);
  }
}
