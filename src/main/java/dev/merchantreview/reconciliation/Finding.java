package dev.merchantreview.reconciliation;

import dev.merchantreview.shared.CaseId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * A case whose state and engine disagree.
 *
 * @param detail what was seen
 */
public record Finding(CaseId caseId, String caseState, Kind kind, String detail, Instant foundAt) {

  /** What disagrees. */
  public enum Kind {
    /** The case goes on, but no process instance works on it. */
    INSTANCE_MISSING(
        "案件仍在进行，但流程引擎中没有对应的实例",
        "The case goes on, but no process instance works on it",
        "重新同步：在案件当前所处的环节启动新实例",
        "Resync: starts a new instance where the case stands"),
    /** The case goes on, but its instance was cancelled or has ended. */
    INSTANCE_ENDED(
        "案件仍在进行，但其流程实例已被取消或已结束",
        "The case goes on, but its process instance was cancelled or has ended",
        "重新同步：在案件当前所处的环节启动新实例",
        "Resync: starts a new instance where the case stands"),
    /** A step failed too often. */
    INCIDENT(
        "流程实例出现故障，无法继续",
        "The process instance has an incident and cannot go on",
        "排除故障原因后重新同步：再次执行失败的步骤",
        "Remove the cause, then resync: tries the failed step again"),
    /** The case has ended, but its instance still runs. */
    INSTANCE_LEFT(
        "案件已结束，但流程实例仍在运行",
        "The case has ended, but its process instance still runs",
        "重新同步：取消该流程实例",
        "Resync: cancels the instance"),
    /** Somebody gave verdicts that do not count, for want of the group; open until looked at. */
    VERDICTS_REFUSED(
        "有人多次对其所属审核组之外的任务作出结论，均未被采用",
        "Somebody gave verdicts, more than once, on tasks of groups they are not in; none counted",
        "核对此人是否应在该审核组，以及谁能以其身份登录；核对后重新同步本案件即可关闭",
        "Find out whether the person belongs into the group and who can log in under that name; then"
            + " resync the case, which closes this"),
    /** No rule in force says how much deposit the case needs; it waits. */
    DEPOSIT_UNDECIDED(
        "现行规则无法确定应缴保证金，案件在等待",
        "By the rules in force no deposit can be decided; the case waits",
        "补上类目或保证金标准（发布新版），或与商家商定撤回后另行申请；等待中的步骤每半分钟再查一次，无须重新同步",
        "Bring back the category or publish an edition of the deposit table that has a row, or agree"
            + " with the merchant to withdraw and apply anew; the waiting step asks again every half"
            + " minute, without a resync"),
    /** The yearly fee of a store is not paid on its day; nothing closes by itself. */
    YEARLY_FEE_OVERDUE(
        "店铺年费到期未缴",
        "The store's yearly fee is not paid on its day",
        "联系商家缴纳，或由运营决定如何处理；缴清后自动关闭。欠缴不会自动关店，但在缴清前不退还保证金",
        "Have the merchant pay, or decide what follows; closes by itself once it is paid. Nothing else"
            + " happens to the store, but no deposit is paid back before"),
    /** The engine refuses what the case has to tell it, or fails on it again and again. */
    MESSAGE_NOT_TAKEN(
        "案件的消息未被流程引擎接收，案件停滞",
        "The engine does not take the case's message, and the case stands still",
        "排除原因后重新同步：立即再次发送",
        "Remove the cause, then resync: sends it again at once");

    private final String zh;
    private final String en;
    private final String remedyZh;
    private final String remedyEn;

    Kind(String zh, String en, String remedyZh, String remedyEn) {
      this.zh = zh;
      this.en = en;
      this.remedyZh = remedyZh;
      this.remedyEn = remedyEn;
    }

    /** Whether no comparison with the engine finds it, so that none closes it either. */
    public boolean isOfCase() {
      return this == VERDICTS_REFUSED || this == DEPOSIT_UNDECIDED || this == YEARLY_FEE_OVERDUE;
    }

    static String[] ofCases() {
      return Arrays.stream(values()).filter(Kind::isOfCase).map(Kind::name).toArray(String[]::new);
    }

    public String text(Locale locale) {
      return locale.getLanguage().equals("en") ? en : zh;
    }

    public String remedy(Locale locale) {
      return locale.getLanguage().equals("en") ? remedyEn : remedyZh;
    }
  }
}
