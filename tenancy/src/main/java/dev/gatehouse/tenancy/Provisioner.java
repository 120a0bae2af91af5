package dev.gatehouse.tenancy;

/** Makes the namespace of somebody who was never here. */
public interface Provisioner {

  /**
   * Makes the namespace where there is none; may block.
   *
   * @param visitor whose it will be
   * @param issuedAtSeconds when the visitor's token was made: a name that was deleted since is not
   *     made again
   */
  Provisioned provision(Namespace namespace, Visitor visitor, long issuedAtSeconds);

  /** How that ended. */
  enum Provisioned {
    /** The namespace is there. */
    READY,
    /** It is not to be made for this visitor. */
    REFUSED,
    /** It could not be made now. */
    FAILED
  }
}
