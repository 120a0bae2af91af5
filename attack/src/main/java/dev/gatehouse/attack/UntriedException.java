package dev.gatehouse.attack;

import java.io.IOException;

/** What an attack needs first could not be had, so that nothing is known of it. */
final class UntriedException extends IOException {
  private static final long serialVersionUID = 1;

  UntriedException(String why) {
    super(why);
  }
}
