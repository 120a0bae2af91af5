package dev.gatehouse.admin.api;

import java.io.IOException;

/** The admin API cannot listen where it should; the message says why in one sentence. */
public final class AdminListenException extends IOException {
  private static final long serialVersionUID = 1;

  AdminListenException(String message) {
    super(message);
  }

  AdminListenException(String message, Throwable cause) {
    super(message, cause);
  }
}
