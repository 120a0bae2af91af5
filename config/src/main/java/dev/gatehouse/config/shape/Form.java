package dev.gatehouse.config.shape;

import java.util.List;

/** The ways in which a value may be given. */
public enum Form {
  /** As it is. */
  PLAIN(List.of()),
  /** As a list, or as one text with commas between the items. */
  LIST(List.of()),
  /** As it is, or as the file that holds it; too long to be repeated in a problem. */
  DOCUMENT(List.of("file")),
  /** By reference to a file or a variable, or in the key's own variable; never shown. */
  SECRET(List.of("file", "env"));

  private final List<String> references;

  Form(List<String> references) {
    this.references = references;
  }

  /** The keys by which the value can be referred to. */
  public List<String> references() {
    return references;
  }
}
