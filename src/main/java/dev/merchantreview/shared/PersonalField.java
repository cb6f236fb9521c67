package dev.merchantreview.shared;

/** What of a case is masked for everybody and can be shown for a purpose, each by itself. */
public enum PersonalField {
  LEGAL_REPRESENTATIVE,
  IDENTITY_NUMBER,
  BIRTH_DATE,
  ACCOUNT_HOLDER,
  ACCOUNT_NUMBER,
  CONTACT_NAME,
  PHONE,
  EMAIL,
  SHOP_ADDRESS,
  RETURN_NAME,
  RETURN_PHONE,
  RETURN_ADDRESS
}
