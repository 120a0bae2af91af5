package dev.gatehouse.admin.api;

import java.util.regex.Pattern;

/** The forms of the texts that callers give. */
enum Texts {
  OWNER("1..255 visible characters", "[\\p{L}\\p{N}\\p{P}\\p{S}]{1,255}"),
  EMAIL(
      "an e-mail address of at most 254 characters", "(?=.{3,254}$)[^\\s@\\p{C}]+@[^\\s@\\p{C}]+"),
  PLAN("1..64 of the characters a-z A-Z 0-9 _ . -", "[A-Za-z0-9_.-]{1,64}"),
  SCHEMA_SET("1..64 of the characters a-z A-Z 0-9 _ . -", "[A-Za-z0-9_.-]{1,64}"),
  REASON("1..500 visible characters", "(?=.*\\S)[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]{1,500}"),
  LABEL("1..64 visible characters", "(?=.*\\S)[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]{1,64}");

  private final String expected;
  private final Pattern form;

  Texts(String expected, String form) {
    this.expected = expected;
    this.form = Pattern.compile(form);
  }

  String expected() {
    return expected;
  }

  boolean isRight(String text) {
    return form.matcher(text).matches();
  }
}
