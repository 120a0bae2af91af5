package dev.gatehouse.loadtest.gatling;

import dev.gatehouse.loadtest.installation.AdminCalls;
import dev.gatehouse.loadtest.installation.Installation;
import dev.gatehouse.loadtest.installation.Setup;
import java.io.IOException;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** A Gatehouse and the tenants of it that a simulation plays. */
final class Stand implements AutoCloseable {
  private final URI url;
  private final List<Account> accounts;
  private final Optional<Installation> installation;
  private final Ending ending;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Takes back what was made for it. */
  private interface Ending {
    void end() throws IOException, InterruptedException;
  }

  private Stand(
      URI url, List<Account> accounts, Optional<Installation> installation, Ending ending) {
    this.url = url;
    this.accounts = List.copyOf(accounts);
    this.installation = installation;
    this.ending = ending;
  }

  /** One that is started for it, with a managed sqld, and goes away with it. */
  static Stand ofItsOwn(Setup setup, int tenants) throws IOException, InterruptedException {
    var installation = Installation.start(setup);
    try {
      List<Account> accounts =
          installation.namespaces("tenant-", tenants).stream()
              .map(name -> new Account(name, installation.login().token(name)))
              .toList();
      Nameplates.put(installation.url(), accounts);
      return new Stand(
          installation.url(), accounts, Optional.of(installation), installation::close);
    } catch (IOException | InterruptedException e) {
      installation.close();
      throw e;
    }
  }

  /** One that runs somewhere, as whoever the tokens are for. */
  static Stand withTokens(URI url, List<String> tokens) throws IOException, InterruptedException {
    String run = run();
    List<Account> accounts =
        IntStream.range(0, tokens.size())
            .mapToObj(i -> new Account("tenant-%s-%d".formatted(run, i), tokens.get(i)))
            .toList();
    Nameplates.put(url, accounts);
    return new Stand(url, accounts, Optional.empty(), () -> Nameplates.remove(url, accounts));
  }

  /** One that runs somewhere, with namespaces made for it, that are deleted afterwards. */
  static Stand provisioned(URI url, AdminCalls admin, int tenants)
      throws IOException, InterruptedException {
    String run = run();
    List<String> names =
        IntStream.range(0, tenants).mapToObj(i -> "load-%s-%d".formatted(run, i)).toList();
    Ending ending =
        () -> {
          for (String name : names) {
            admin.call("DELETE", "namespaces/" + name + "?purge=true", Map.of());
          }
          admin.close();
        };
    try {
      admin.createAll(names);
      List<String> tokens = admin.mintAll(names);
      List<Account> accounts =
          IntStream.range(0, tenants)
              .mapToObj(i -> new Account(names.get(i), tokens.get(i)))
              .toList();
      Nameplates.put(url, accounts);
      return new Stand(url, accounts, Optional.empty(), ending);
    } catch (IOException | InterruptedException e) {
      ending.end();
      throw e;
    }
  }

  /** What tells the names of this run from those of others. */
  private static String run() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  }

  URI url() {
    return url;
  }

  List<Account> accounts() {
    return accounts;
  }

  Optional<Installation> installation() {
    return installation;
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      try {
        ending.end();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }
}
