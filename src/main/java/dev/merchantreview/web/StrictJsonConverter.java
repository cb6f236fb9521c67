package dev.merchantreview.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.stereotype.Component;

/** Lets {@link StrictJson} read every {@link ApiRequest}. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class StrictJsonConverter extends AbstractHttpMessageConverter<Object> {

  /** A type of one's own that is JSON all the same (RFC 6839): it is judged the same. */
  private static final MediaType EVERY_OTHER_JSON = new MediaType("application", "*+json");

  private final StrictJson json;
  private final WebProperties properties;

  StrictJsonConverter(StrictJson json, WebProperties properties) {
    super(MediaType.APPLICATION_JSON, EVERY_OTHER_JSON);
    this.json = json;
    this.properties = properties;
  }

  @Override
  protected boolean supports(Class<?> type) {
    return type.isAnnotationPresent(ApiRequest.class);
  }

  @Override
  public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
    return false;
  }

  @Override
  public List<MediaType> getSupportedMediaTypes(Class<?> type) {
    return supports(type) ? getSupportedMediaTypes() : List.of();
  }

  @Override
  protected Object readInternal(Class<?> type, HttpInputMessage message) throws IOException {
    return json.read(bytes(message), type);
  }

  private byte[] bytes(HttpInputMessage message) throws IOException {
    int limit = Math.toIntExact(properties.maxBody().toBytes());
    if (message.getHeaders().getContentLength() > limit) {
      throw ApiProblem.tooLarge(limit);
    }
    try (InputStream body = message.getBody()) {
      byte[] bytes = body.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw ApiProblem.tooLarge(limit);
      }
      return bytes;
    }
  }

  @Override
  protected void writeInternal(Object value, HttpOutputMessage message) {
    throw new HttpMessageNotWritableException("requests are not answers");
  }
}
