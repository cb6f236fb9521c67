package dev.merchantreview.filing;

import java.util.Arrays;
import java.util.List;

/** Why a product is filed (进审原因) [K-file]. */
public enum Scenario {
  /** 自建: a designated streamer sells an own product. */
  SELF_BUILT("自建", "Self-built"),
  /** 关联PK主播: a product is sold in a PK with a designated streamer. */
  PK("关联PK主播", "PK"),
  /** 分销带货: a designated streamer sells somebody's product. */
  DISTRIBUTION("分销带货", "Distribution"),
  /** 商品编辑: a filed product was edited. Added to a filing, never declared. */
  PRODUCT_EDIT("商品编辑", "Product edit"),
  /** 规则重审: a rule notice has it reviewed again. Added to a filing, never declared. */
  REVIEW_AGAIN("规则重审", "Review again");

  /** What a product can be declared, and sold, for. */
  public static final List<Scenario> DECLARED =
      Arrays.stream(values()).filter(Scenario::isDeclared).toList();

  private final String zh;
  private final String en;

  Scenario(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** Both languages, for a form whose reader's language is unknown. */
  public String label() {
    return zh + " · " + en;
  }

  /** Whether a product can be declared for it. */
  public boolean isDeclared() {
    return this != PRODUCT_EDIT && this != REVIEW_AGAIN;
  }
}
