package dev.gatehouse.sqld;

import org.jspecify.annotations.Nullable;

/** There is no sqld to run, or it does not start; the sentence says what to do about it. */
public final class SqldUnavailableException extends SqldException {
  private static final long serialVersionUID = 1L;

  public SqldUnavailableException(String sentence) {
    super(sentence);
  }

  public SqldUnavailableException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
