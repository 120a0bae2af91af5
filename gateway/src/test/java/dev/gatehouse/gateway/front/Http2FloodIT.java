package dev.gatehouse.gateway.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that cost their sender nothing, in numbers: each flood ends its connection. */
class Http2FloodIT {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int WINDOW_UPDATE = 8;
  private static final int CONTINUATION = 9;
  private static final int END_HEADERS = 4;
  private static final int NO_FLAGS = 0;
  private static final int TIMES = 1_500;
  private static final long WAIT_SECONDS = 20;

  private FrontDoor door;

  @BeforeEach
  void open() {
    door = new FrontDoor();
  }

  @AfterEach
  void close() {
    door.close();
  }

  /**
   * A flood.
   *
   * @param name of what
   * @param bytes all of it
   */
  record Flood(String name, Supplier<byte[]> bytes) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Flood> floods() {
    return Stream.of(
        new Flood("settings", () -> times(_ -> frame(SETTINGS, NO_FLAGS, 0))),
        new Flood("pings", () -> times(_ -> frame(PING, NO_FLAGS, 0, new byte[8]))),
        new Flood("empty data", () -> joined(request(1), times(_ -> frame(DATA, NO_FLAGS, 1)))),
        new Flood(
            "small continuations",
            () ->
                joined(
                    frame(HEADERS, NO_FLAGS, 1, head()),
                    times(_ -> frame(CONTINUATION, NO_FLAGS, 1, field("x", "y"))))),
        new Flood(
            "endless continuations",
            () ->
                joined(
                    frame(HEADERS, NO_FLAGS, 1, head()),
                    times(_ -> frame(CONTINUATION, NO_FLAGS, 1, field("x", "y".repeat(100)))))),
        new Flood(
            "rapid resets",
            () ->
                times(
                    i ->
                        joined(
                            request(2 * i + 1),
                            frame(RST_STREAM, NO_FLAGS, 2 * i + 1, new byte[4])))),
        new Flood(
            "resets that the client provokes",
            () ->
                times(
                    i ->
                        joined(
                            request(2 * i + 1),
                            frame(WINDOW_UPDATE, NO_FLAGS, 2 * i + 1, new byte[4])))));
  }

  @ParameterizedTest
  @MethodSource("floods")
  void aFloodEndsItsConnectionAndLeavesNothing(Flood flood) throws Exception {
    try (var socket = new Socket(door.address().getAddress(), door.address().getPort())) {
      socket.setSoTimeout(Math.toIntExact(TimeUnit.SECONDS.toMillis(WAIT_SECONDS)));
      assertTrue(isCut(socket, flood.bytes().get()));
    }
    assertNothingLeft();
  }

  /** Sends it all, then reads to the end; a reset is an end as well. */
  private static boolean isCut(Socket socket, byte[] flood) {
    try {
      socket.getOutputStream().write(joined(ascii(PREFACE), frame(SETTINGS, NO_FLAGS, 0), flood));
      socket.getInputStream().readAllBytes();
      return true;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private void assertNothingLeft() throws InterruptedException {
    await(() -> door.connections() == 0);
    await(() -> door.journey().begun().size() == door.journey().ended().size());
    try (var client = new Http2Client(door.address())) {
      assertEquals(200, client.send(Http2Client.head("/v2/pipeline", "a"), "{}").reply().status());
    }
  }

  @Test
  void aClientThatAsksOftenAndPolitelyIsServed() throws Exception {
    try (var client = new Http2Client(door.address())) {
      for (int i = 0; i < TIMES; i++) {
        assertEquals(
            200, client.send(Http2Client.head("/v2/pipeline", "a"), "{}").reply().status());
      }
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "something is left");
      Thread.onSpinWait();
    }
  }

  private interface Part {
    byte[] of(int number);
  }

  private static byte[] times(Part part) {
    var all = new ByteArrayOutputStream();
    for (int i = 0; i < TIMES; i++) {
      all.writeBytes(part.of(i));
    }
    return all.toByteArray();
  }

  private static byte[] frame(int type, int flags, int stream, byte... payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) 0)
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /** A request whose body is still to come. */
  private static byte[] request(int stream) {
    return frame(HEADERS, END_HEADERS, stream, head());
  }

  private static byte[] head() {
    return joined(
        field(":method", "POST"),
        field(":scheme", "http"),
        field(":authority", "a"),
        field(":path", "/v2/pipeline"),
        field("authorization", "a"));
  }

  /** A header in HPACK's plainest form: nothing indexed, nothing compressed. */
  private static byte[] field(String name, String value) {
    return joined(
        new byte[] {0, (byte) name.length()},
        ascii(name),
        new byte[] {(byte) value.length()},
        ascii(value));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
