package dev.merchantreview.figure;

/** Of what figures are reported. */
public enum SubjectKind {
  /** 店铺. */
  STORE,
  /** 商家: one that has, or had, a store, or sells by streamers. */
  MERCHANT,
  /** 主播. */
  STREAMER,
  /** 服务商. */
  PROVIDER
}
