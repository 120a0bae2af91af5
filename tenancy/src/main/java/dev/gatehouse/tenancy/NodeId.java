package dev.gatehouse.tenancy;

/** The name of one sqld server. */
public record NodeId(String name) {
  public NodeId {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a node needs a name");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
