package dev.gatehouse.sqld;

/** What to think of an sqld whose SQL can read and write files of its machine. */
public enum FileFunctions {
  /** Gatehouse keeps statements that use them away from it. */
  GUARDED,
  /** They must not be there at all. */
  FORBIDDEN
}
