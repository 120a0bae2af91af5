package dev.gatehouse.tenancy;

import java.util.Optional;

/** Decides whether an SQL text that came from outside may reach sqld. */
public interface SqlScreen {

  /** Why the text must not reach sqld, in a sentence for its author; nothing where it may. */
  Optional<String> refusal(String sql);
}
