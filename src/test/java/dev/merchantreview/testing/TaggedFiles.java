package dev.merchantreview.testing;

/** The files the engine has, which have a version tag each, as they stand in the release. */
public final class TaggedFiles {

  private static final String TAG =
      "<[a-z]+:versionTag( xmlns:zeebe=\"[^\"]*\")? value=\"[0-9a-f]{12}\"/>";

  private static final String BINDING = "bindingType=\"versionTag\" versionTag=\"[0-9a-f]{12}\"";

  private TaggedFiles() {}

  /** What whoever checks a file of the engine does, see docs/operations.md. */
  public static String withoutTag(String text) {
    return text.replaceAll(
            "<([a-z]+:)?extensionElements>" + TAG + "</([a-z]+:)?extensionElements>", "")
        .replaceAll(TAG, "")
        .replaceAll(BINDING, "bindingType=\"deployment\"")
        .replaceFirst("\"versionTag\": \"[0-9a-f]{12}\",", "");
  }
}
