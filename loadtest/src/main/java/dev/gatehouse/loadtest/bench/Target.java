package dev.gatehouse.loadtest.bench;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Something to be measured.
 *
 * @param name what the table calls it
 * @param url where requests go
 * @param headers what they carry; the token is among them
 * @param processes whose processor time counts
 */
record Target(String name, URI url, Map<String, String> headers, List<Child> processes) {
  Target {
    headers = Map.copyOf(headers);
    processes = List.copyOf(processes);
  }

  /** Headers may hold a token. */
  @Override
  public String toString() {
    return "Target[" + name + ", " + url + "]";
  }
}
