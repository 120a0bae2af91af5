package dev.gatehouse.admin.api;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that takes its time. */
final class SlowClientTest {
  private static final AdminKey KEY = AdminKey.configured("the-key-of-the-tests");
  private static final String HEAD =
      """
      POST /v1/thing HTTP/1.1
      host: x
      authorization: Bearer the-key-of-the-tests
      content-length: 10

      """;

  private final EmbeddedChannel channel = new EmbeddedChannel(false, false);

  private final TestDispatcher dispatcher;

  SlowClientTest(@TempDir Path folder) throws Exception {
    dispatcher = TestDispatcher.over(folder, KEY, List.of(new Thing()));
    channel.config().setAutoRead(false);
    var timeouts =
        new AdminConnectionHandler.Timeouts(Duration.ofSeconds(75), Duration.ofSeconds(30));
    channel
        .pipeline()
        .addLast(new HttpServerCodec())
        .addLast(new FlowControlHandler())
        .addLast(
            new AdminConnectionHandler(
                dispatcher.dispatcher(), Runnable::run, timeouts, () -> false));
    channel.register();
    channel.freezeTime();
  }

  @AfterEach
  void release() {
    channel.finishAndReleaseAll();
    dispatcher.close();
  }

  private record Thing() implements Endpoint {
    @Override
    public String method() {
      return "POST";
    }

    @Override
    public String path() {
      return "/v1/thing";
    }

    @Override
    public Permission permission() {
      return Permission.READ;
    }

    @Override
    public Reply handle(Call call) {
      return Reply.noContent();
    }
  }

  private void send(String text) {
    channel.writeInbound(
        Unpooled.copiedBuffer(text.replace("\n", "\r\n"), StandardCharsets.US_ASCII));
  }

  private void pass(int seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runPendingTasks();
  }

  private String received() {
    var text = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      text.append(part.toString(StandardCharsets.UTF_8));
      part.release();
    }
    return text.toString();
  }

  @Test
  void isHungUpOnWhenNoRequestComes() {
    pass(74);
    assertTrue(channel.isOpen());
    pass(1);
    assertFalse(channel.isOpen());
  }

  @Test
  void isHungUpOnThoughItDripsItsHead() {
    send(HEAD.substring(0, 10));
    pass(74);
    send(HEAD.substring(10, 20));
    pass(1);
    assertFalse(channel.isOpen());
  }

  @Test
  void isHungUpOnThoughItDripsItsBody() {
    send(HEAD);
    pass(29);
    send("12345");
    assertTrue(channel.isOpen());
    pass(1);
    assertFalse(channel.isOpen());
  }

  @Test
  void isAnsweredAndWaitedForAgainWhenItsBodyComesInTime() {
    send(HEAD + "12345");
    pass(29);
    send("67890");
    assertTrue(received().startsWith("HTTP/1.1 204"));
    pass(74);
    assertTrue(channel.isOpen());
    pass(1);
    assertFalse(channel.isOpen());
  }

  @Test
  void isHungUpOnWhenItDoesNotEndABodyThatNobodyWants() {
    send(HEAD.replace("/v1/thing", "/v1/none"));
    assertTrue(received().startsWith("HTTP/1.1 404"));
    pass(29);
    send("12345");
    assertTrue(channel.isOpen());
    pass(1);
    assertFalse(channel.isOpen());
  }
}
