package dev.gatehouse.sqld;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What went wrong between Gatehouse and sqld, in one plain sentence without secrets. */
public class SqldException extends IOException {
  private static final long serialVersionUID = 1L;

  public SqldException(String sentence) {
    super(sentence);
  }

  public SqldException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
