package dev.gatehouse.sqld;

import java.nio.file.Path;

/**
 * A program that has an sqld, says so, and ends without closing it.
 *
 * <p>Its arguments are a folder and the program that is to be sqld, and for one that another
 * process launched also what tells where that runs.
 */
final class OwnerOfSqld {
  private OwnerOfSqld() {}

  public static void main(String[] arguments) throws Exception {
    var settings = PinnedSqld.settings(Path.of(arguments[0]), Path.of(arguments[1]));
    var sqld = new SqldSupervisor(settings, _ -> {});
    if (arguments.length == 2) {
      sqld.start();
      RunningSqld here = sqld.running().orElseThrow();
      System.out.println("ready " + here.guard() + " " + here.httpPort() + " " + here.adminPort());
    } else {
      sqld.share(
          new RunningSqld(
              Long.parseLong(arguments[2]),
              Integer.parseInt(arguments[3]),
              Integer.parseInt(arguments[4])));
      System.out.println("ready");
    }
    System.out.flush();
    System.in.read();
  }
}
