package dev.gatehouse.config.shape;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a key stands: {@code identity.issuers[0].name}.
 *
 * <p>It says itself what is equal: what Java makes for a record is linked when it is first asked
 * for, which a start would wait for.
 */
public record KeyPath(String text) {
  /** Where the keys of the file's outermost object stand. */
  public static final KeyPath ROOT = new KeyPath("");

  /** What every variable of Gatehouse begins with. */
  public static final String VARIABLE_PREFIX = "GATEHOUSE_";

  /** A key of the object that stands here. */
  public KeyPath child(String name) {
    return new KeyPath(text.isEmpty() ? name : text + "." + name);
  }

  /** An item of the list that stands here. */
  public KeyPath item(int index) {
    return new KeyPath(text + "[" + index + "]");
  }

  /** The variable that overrides what stands here: {@code GATEHOUSE_IDENTITY_ISSUERS_0_NAME}. */
  public String variable() {
    String name = text.replace("]", "").replace('[', '_').replace('.', '_');
    return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyPath path && text.equals(path.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
