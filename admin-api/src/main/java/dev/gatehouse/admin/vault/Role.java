package dev.gatehouse.admin.vault;

/** What a sealed file is; none is taken for another. */
public enum Role {
  MANIFEST(1),
  REGISTRY(2),
  NAMESPACE(3);

  private final byte code;

  Role(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }
}
