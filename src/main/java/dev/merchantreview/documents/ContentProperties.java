package dev.merchantreview.documents;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where contents of documents are kept. The place may be named while they still go to the database:
 * then this instance reads what others keep there.
 *
 * @param keptIn where new contents go, and those of before are moved to
 * @param directory a directory that all instances share; null without one
 * @param s3 a bucket instead; null without one
 * @param grace how long a content stays that no document has; longer than any upload takes
 * @param moveInterval how often is looked for contents to be moved out of the database
 */
@Validated
@ConfigurationProperties("merchant-review.documents")
record ContentProperties(
    @NotNull KeptIn keptIn,
    @Nullable Path directory,
    @Nullable @Valid S3 s3,
    @NotNull @DurationMin(hours = 1) Duration grace,
    @NotNull @DurationMin(seconds = 1) Duration moveInterval) {

  /** Where new contents go. */
  enum KeptIn {
    /** Where instances of before look for them. */
    DATABASE,
    /** In the directory or the bucket. */
    STORE
  }

  /**
   * @param region as the provider names it; servers of one's own take any
   * @param endpoint null for that of AWS
   * @param accessKeyId null where the environment gives credentials (AWS's own order of looking)
   * @param pathStyle whether the bucket stands in the path, not in the name of the host
   * @param prefix before every key, with a slash at its end where one is wanted
   * @param timeout how long a try may take; two of them a call
   */
  record S3(
      @NotBlank String bucket,
      @NotBlank String region,
      @Nullable URI endpoint,
      @Nullable String accessKeyId,
      @Nullable String secretAccessKey,
      boolean pathStyle,
      @NotNull @DefaultValue("") String prefix,
      @NotNull @DefaultValue("20s") @DurationMin(seconds = 1) Duration timeout) {

    @Override
    public String toString() {
      return "bucket " + bucket;
    }
  }

  @AssertTrue(
      message =
          "contents are kept in one place: give merchant-review.documents.directory or merchant-review.documents.s3, not both")
  boolean isOnePlace() {
    return directory == null || s3 == null;
  }

  @AssertTrue(
      message =
          "merchant-review.documents.kept-in is STORE: say where that is, by merchant-review.documents.directory or merchant-review.documents.s3")
  boolean isPlaceNamed() {
    return keptIn != KeptIn.STORE || directory != null || s3 != null;
  }
}
