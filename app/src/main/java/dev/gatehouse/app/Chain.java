package dev.gatehouse.app;

import dev.gatehouse.admin.provision.NodeAdmin;
import dev.gatehouse.admin.provision.NodeFailedException;
import dev.gatehouse.admin.registry.RegistryException;
import dev.gatehouse.gateway.operate.Readiness;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that a tenant's request passes, tried with one: in at the public port with a token, through
 * to sqld and back. The answer holds for a moment, however often it is asked for.
 */
final class Chain {
  private static final Duration HOLDS = Duration.ofSeconds(2);
  private static final int PATIENCE_MILLIS = 3_000;
  private static final Duration TOKEN = Duration.ofHours(1);
  private static final String ASK =
      "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":\"select 1\"}},"
          + "{\"type\":\"close\"}]}";
  private static final Readiness READY = new Readiness(true, "ready");

  private final Canary canary;
  private final NodeAdmin sqld;
  private final Function<Duration, String> mint;
  private final Gangway gangway;
  private String token = "";
  private Instant tokenUntil = Instant.EPOCH;
  private boolean made;
  private Optional<Readiness> last = Optional.empty();
  private long lastAt;

  /**
   * @param mint makes a token for the canary that holds for so long
   */
  Chain(Canary canary, NodeAdmin sqld, Function<Duration, String> mint, Gangway gangway) {
    this.canary = canary;
    this.sqld = sqld;
    this.mint = mint;
    this.gangway = gangway;
  }

  /** Where the public port is, and how one gets in there. */
  interface Gangway {
    Socket open(int patienceMillis) throws IOException;
  }

  /** Whether it holds, or which part of it does not. */
  synchronized Readiness now() {
    if (last.isEmpty() || System.nanoTime() - lastAt > HOLDS.toNanos()) {
      last = Optional.of(tried());
      lastAt = System.nanoTime();
    }
    return last.get();
  }

  private Readiness tried() {
    try {
      make();
    } catch (NodeFailedException e) {
      return broken("sqld", "its admin API does not make a namespace");
    }
    try {
      renewToken();
    } catch (RegistryException e) {
      return broken("registry", "it does not take a token down");
    } catch (RuntimeException e) {
      return broken("token", "none can be made");
    }
    try (Socket socket = gangway.open(PATIENCE_MILLIS)) {
      return judged(ask(socket));
    } catch (ConnectException e) {
      return broken("listener", "the public port refuses connections");
    } catch (SocketTimeoutException e) {
      return broken("listener", "no answer within " + PATIENCE_MILLIS + " ms");
    } catch (IOException e) {
      return broken("listener", "a connection to the public port breaks");
    }
  }

  private void make() throws NodeFailedException {
    if (!made) {
      if (!sqld.exists(canary.id())) {
        sqld.create(canary.id());
      }
      made = true;
    }
  }

  private void renewToken() {
    Instant now = Instant.now();
    if (now.isBefore(tokenUntil.minus(TOKEN.dividedBy(2)))) {
      return;
    }
    try {
      token = mint.apply(TOKEN);
      tokenUntil = now.plus(TOKEN);
    } catch (RegistryException e) {
      if (!now.isBefore(tokenUntil)) {
        throw e;
      }
    }
  }

  private String ask(Socket socket) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    String head =
        """
        POST /v2/pipeline HTTP/1.1\r
        host: localhost\r
        connection: close\r
        authorization: Bearer %s\r
        content-type: application/json\r
        content-length: %d\r
        \r
        """
            .formatted(token, ASK.length());
    OutputStream out = socket.getOutputStream();
    out.write((head + ASK).getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private Readiness judged(String answer) {
    int code = answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    if (code == 200 && answer.contains("\"type\":\"ok\"")) {
      return READY;
    }
    tokenUntil = code == 401 ? Instant.EPOCH : tokenUntil;
    made = false;
    return switch (code) {
      case 200 -> broken("sqld", "it does not run a statement");
      case 401, 403 -> broken("token", "one of Gatehouse's own is refused");
      case 0 -> broken("listener", "the public port does not answer");
      default ->
          answer.contains("DIRECTORY_DOWN")
              ? broken("registry", "it cannot be read")
              : broken("sqld", "a request to it ends with " + code);
    };
  }

  private static Readiness broken(String part, String what) {
    return new Readiness(false, part + ": " + what);
  }

  /** How one gets to a listener of this very machine. */
  static InetSocketAddress reach(InetSocketAddress listening) {
    InetAddress address = listening.getAddress();
    return address.isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getPort())
        : listening;
  }
}
