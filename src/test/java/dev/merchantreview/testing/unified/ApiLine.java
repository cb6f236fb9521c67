package dev.merchantreview.testing.unified;

/** A line of the unified REST API: one minor version of the cluster. */
public enum ApiLine {
  V8_8("8.8.9"),
  V8_9("8.9.0"),
  /** Held against the schema of 8.9 and what 8.10 has beyond it, see {@link PublishedSchema}. */
  V8_10("8.10.0");

  private final String version;

  ApiLine(String version) {
    this.version = version;
  }

  /** The version of the cluster that answers. */
  public String version() {
    return version;
  }

  /** Whether a property that is absent is sent as null, as from 8.9 on, or left out. */
  boolean sendsNulls() {
    return this != V8_8;
  }
}
