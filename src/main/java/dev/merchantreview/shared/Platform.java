package dev.merchantreview.shared;

/** A platform whose rules a case follows; each has a profile in {@code config/platforms}. */
public enum Platform {
  /** 快手. */
  KUAISHOU,
  /** 抖音. */
  DOUYIN,
  /** 微信小商店. */
  WECHAT,
  /** 小红书. */
  XIAOHONGSHU
}
