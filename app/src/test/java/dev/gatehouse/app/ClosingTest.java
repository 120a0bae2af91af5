package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private final List<String> closed = new ArrayList<>();
  private final Closing closing = new Closing();

  @Test
  void stopsInTheReverseOrder() {
    closing.later(() -> closed.add("first"));
    closing.later(() -> closed.add("second"));

    closing.close();

    assertEquals(List.of("second", "first"), closed);
  }

  @Test
  void stopsTheRestWhereOneFails() {
    closing.later(() -> closed.add("first"));
    closing.later(
        () -> {
          throw new IllegalStateException("no");
        });

    closing.close();

    assertEquals(List.of("first"), closed);
  }

  @Test
  void stopsOnce() {
    closing.later(() -> closed.add("it"));

    closing.close();
    closing.close();

    assertEquals(List.of("it"), closed);
  }
}
