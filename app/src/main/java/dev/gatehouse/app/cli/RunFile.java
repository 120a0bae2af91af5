package dev.gatehouse.app.cli;

import dev.gatehouse.app.Gatehouse;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How to reach a running {@code gatehouse dev}: what {@code --json} prints, and what the other
 * commands find in its data folder.
 *
 * @param url where clients go
 * @param wsUrl the same for WebSockets
 * @param token a token for the demo namespace
 * @param namespace the demo namespace
 * @param adminUrl where the admin API is
 * @param adminKey what opens it
 * @param opsUrl where health and metrics are
 * @param pid the process
 */
record RunFile(
    String url,
    String wsUrl,
    String token,
    String namespace,
    String adminUrl,
    String adminKey,
    String opsUrl,
    long pid) {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static Path in(Path dataFolder) {
    return dataFolder.resolve("dev.json");
  }

  /** How to reach this one, with a token for the demo namespace. */
  static RunFile of(Gatehouse gatehouse, Namespace demo) {
    var addresses = gatehouse.addresses();
    return new RunFile(
        "http://" + authority(addresses.open()),
        "ws://" + authority(addresses.open()),
        gatehouse.mint(demo, Access.READ_WRITE),
        demo.name(),
        "http://" + authority(addresses.admin()),
        gatehouse.adminKey(),
        "http://" + authority(addresses.ops()),
        ProcessHandle.current().pid());
  }

  private static String authority(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  static Optional<RunFile> read(Path dataFolder) {
    try {
      return Optional.of(JSON.readValue(Files.readString(in(dataFolder)), RunFile.class));
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  void write(Path dataFolder) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path draft = Files.createTempFile(dataFolder, ".dev", null, ownerOnly);
    Files.writeString(draft, toJson() + "\n");
    Files.move(draft, in(dataFolder), StandardCopyOption.ATOMIC_MOVE);
  }

  static void delete(Path dataFolder) throws IOException {
    Files.deleteIfExists(in(dataFolder));
  }

  /** One line of JSON. */
  String toJson() {
    return JSON.writeValueAsString(this);
  }

  @Override
  public String toString() {
    return "RunFile[url=%s, adminUrl=%s, pid=%d]".formatted(url, adminUrl, pid);
  }
}
