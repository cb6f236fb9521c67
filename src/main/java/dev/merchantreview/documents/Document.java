package dev.merchantreview.documents;

import java.time.Instant;

/**
 * An uploaded document without its content.
 *
 * @param owner who uploaded it: only that system and reviewers may read it
 * @param sha256 hash of the content, in hex
 * @param mediaType judged by content
 */
public record Document(
    String id,
    DocumentKind kind,
    String owner,
    String sha256,
    long bytes,
    String mediaType,
    Instant uploadedAt) {}
