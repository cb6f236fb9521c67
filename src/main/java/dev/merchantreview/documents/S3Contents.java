package dev.merchantreview.documents;

import dev.merchantreview.shared.OutsideUnavailableException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Keeps contents in a bucket of S3, or of whatever speaks its protocol. */
final class S3Contents implements ContentStore, AutoCloseable {

  private static final int NOT_FOUND = 404;
  private static final String SEALED = "application/octet-stream";

  private final S3Client client;
  private final String bucket;
  private final String prefix;

  S3Contents(ContentProperties.S3 settings) {
    this.client = client(settings);
    this.bucket = settings.bucket();
    this.prefix = settings.prefix();
  }

  private static S3Client client(ContentProperties.S3 settings) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings))
            .forcePathStyle(settings.pathStyle())
            // Not every server knows checksums in trailers, and each file is checked by its address
            // anyway.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(settings.timeout())
                    .socketTimeout(settings.timeout()))
            // A try and those the client makes again by itself.
            .overrideConfiguration(
                all ->
                    all.apiCallAttemptTimeout(settings.timeout())
                        .apiCallTimeout(settings.timeout().multipliedBy(2)));
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(ContentProperties.S3 settings) {
    String id = settings.accessKeyId();
    String secret = settings.secretAccessKey();
    return id == null || secret == null
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
  }

  @Override
  public void store(String address, byte[] content) {
    asked(
        s3 ->
            s3.putObject(
                put -> put.bucket(bucket).key(key(address)).contentType(SEALED),
                RequestBody.fromBytes(content)));
  }

  @Override
  public Optional<byte[]> open(String address) {
    return asked(
        s3 ->
            found(
                () ->
                    s3.getObjectAsBytes(get -> get.bucket(bucket).key(key(address)))
                        .asByteArrayUnsafe()));
  }

  @Override
  public boolean exists(String address) {
    return asked(
        s3 -> {
          boolean there =
              found(() -> s3.headObject(head -> head.bucket(bucket).key(key(address))).eTag())
                  .isPresent();
          if (!there) {
            // An answer without a body does not tell which is not there, the key or the bucket.
            s3.headBucket(head -> head.bucket(bucket));
          }
          return there;
        });
  }

  @Override
  public void remove(String address) {
    asked(s3 -> s3.deleteObject(delete -> delete.bucket(bucket).key(key(address))));
  }

  /** An object is there as a whole or not at all. */
  @Override
  public void tidy(Instant before) {}

  @Override
  public String description() {
    return "s3://" + bucket + "/" + prefix;
  }

  @Override
  public void close() {
    client.close();
  }

  private String key(String address) {
    return prefix + ContentStore.path(address);
  }

  private interface Answer<T> {
    T get();
  }

  /** A bucket that is not there has lost nothing: only a key that is not there is an answer. */
  private static <T> Optional<T> found(Answer<T> answer) {
    try {
      return Optional.of(answer.get());
    } catch (NoSuchKeyException missing) {
      return Optional.empty();
    } catch (NoSuchBucketException wrongSettings) {
      throw wrongSettings;
    } catch (S3Exception refused) {
      // Not every server says what is not there.
      if (refused.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private <T> T asked(Function<S3Client, T> call) {
    try {
      return call.apply(client);
    } catch (SdkException failed) {
      throw new OutsideUnavailableException(
          "the store of contents does not answer: " + failed.getMessage(), failed);
    }
  }
}
