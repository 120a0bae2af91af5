package dev.gatehouse.app;

import java.nio.file.Path;

/**
 * What is installed here.
 *
 * @param home the folder with the tools
 * @param version which Gatehouse it is
 */
public record Installation(Path home, String version) {

  /** Where sqld is fetched to. */
  public Path sqldTools() {
    return home.resolve("tools/sqld");
  }
}
