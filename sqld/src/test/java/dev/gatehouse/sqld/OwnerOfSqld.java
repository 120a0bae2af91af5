package dev.gatehouse.sqld;

import java.nio.file.Path;

/** A program that starts an sqld, says so, and ends without closing it. */
final class OwnerOfSqld {
  private OwnerOfSqld() {}

  public static void main(String[] arguments) throws Exception {
    var sqld = new SqldSupervisor(PinnedSqld.settings(Path.of(arguments[0])), _ -> {});
    sqld.start();
    System.out.println("ready");
    System.out.flush();
    System.in.read();
  }
}
