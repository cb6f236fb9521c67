package dev.merchantreview.caseindex;

import dev.merchantreview.shared.Platform;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case of any type.
 *
 * @param type STORE_APPLICATION, FILING, STORE_CLOSURE (STORE before its closing was ever asked
 *     for), STORE_REVIEW, DEPOSIT_REFUND, PK_SESSION, MEMBERSHIP, SERVICE_PROVIDER,
 *     PROVIDER_APPLICATION, BINDING_PROPOSAL
 * @param platform null where it is of none
 * @param merchantId who acts for it; null where it is of its sides alike
 * @param names of store, subject or product; names of persons masked
 * @param state as its own type's calls name it
 * @param open whether somebody has to do something about it
 * @param round counts what was handed in from 1; 0 before anything was
 * @param reviewer who gave the last verdict; null while nobody has, and for merchants
 * @param dueAt when its review is due; null while nobody of the platform has it
 * @param overdue whether that is over
 * @param updatedAt of its last event
 * @param stateSince when it came into its state
 * @param path where its own type's calls have it
 */
public record CaseView(
    String id,
    String type,
    @Nullable Platform platform,
    @Nullable String merchantId,
    List<String> names,
    @Nullable String licenceNumber,
    String state,
    boolean open,
    int round,
    @Nullable String reviewer,
    @Nullable OffsetDateTime dueAt,
    boolean overdue,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt,
    OffsetDateTime stateSince,
    String path) {}
