package dev.gatehouse.gateway.mutation;

import dev.gatehouse.gateway.Gateway;

/**
 * One method of the gateway that does something else than it is written to.
 *
 * @param type the class, by its name below the gateway's package
 * @param method the method
 * @param by the method of the class {@code Lifted} in the same package that runs instead: static,
 *     with the same parameters, after the object itself where there is one
 */
record Lift(String type, String method, String by) {
  private static final String ROOT = Gateway.class.getPackageName() + '.';

  String typeName() {
    return ROOT + type;
  }

  String liftedName() {
    return typeName().substring(0, typeName().lastIndexOf('.')) + ".Lifted";
  }

  /** The name under which the method as it is written stays in the class. */
  String keptName() {
    return method + AsWritten.SUFFIX;
  }
}
