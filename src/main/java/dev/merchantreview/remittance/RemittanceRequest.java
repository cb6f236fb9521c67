package dev.merchantreview.remittance;

import dev.merchantreview.shared.CaseId;

/**
 * What somebody was asked to remit.
 *
 * @param remark ours, unique for ever
 * @param transfer which verification of the case it is for
 * @param amountFen at least 1
 */
public record RemittanceRequest(String remark, CaseId caseId, int transfer, long amountFen) {}
