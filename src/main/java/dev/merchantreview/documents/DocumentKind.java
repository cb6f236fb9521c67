package dev.merchantreview.documents;

/** What a document proves. */
public enum DocumentKind {
  /** 营业执照. */
  BUSINESS_LICENCE,
  /** 身份证. */
  IDENTITY_CARD,
  /** 商标注册证. */
  TRADEMARK_CERTIFICATE,
  /** 品牌授权书. */
  BRAND_AUTHORISATION,
  /** 行业/类目资质. */
  CATEGORY_QUALIFICATION,
  /** 开户许可证/银行账户证明. */
  BANK_ACCOUNT_PROOF,
  /** 其他材料. */
  OTHER
}
