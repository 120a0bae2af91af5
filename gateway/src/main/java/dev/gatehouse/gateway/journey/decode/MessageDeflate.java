package dev.gatehouse.gateway.journey.decode;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionFilter;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionFilterProvider;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deflates messages one by one (RFC 7692): neither side keeps a window between them, so that a
 * quiet session holds no memory for it.
 */
final class MessageDeflate {
  private static final String NAME = "permessage-deflate";
  private static final String SERVER_NO_CONTEXT = "server_no_context_takeover";
  private static final String CLIENT_NO_CONTEXT = "client_no_context_takeover";
  private static final String SERVER_WINDOW = "server_max_window_bits";
  private static final String CLIENT_WINDOW = "client_max_window_bits";
  private static final int WINDOW_BITS = 15;
  private static final int LEVEL = 1;
  private static final int WORTH_BYTES = 512;

  static final String ANSWER = NAME + "; " + SERVER_NO_CONTEXT + "; " + CLIENT_NO_CONTEXT;

  private MessageDeflate() {}

  /** Whether one of these offers can be taken. */
  static boolean isOfferedBy(List<String> extensionHeaders) {
    return extensionHeaders.stream()
        .flatMap(header -> WebSocketExtensionUtil.extractExtensions(header).stream())
        .anyMatch(MessageDeflate::isAcceptable);
  }

  private static boolean isAcceptable(WebSocketExtensionData offer) {
    return offer.name().equalsIgnoreCase(NAME)
        && offer.parameters().entrySet().stream().allMatch(MessageDeflate::isUnderstood);
  }

  private static boolean isUnderstood(Map.Entry<String, String> parameter) {
    return switch (parameter.getKey()) {
      case SERVER_NO_CONTEXT, CLIENT_NO_CONTEXT -> parameter.getValue() == null;
      case SERVER_WINDOW -> Integer.toString(WINDOW_BITS).equals(parameter.getValue());
      case CLIENT_WINDOW ->
          parameter.getValue() == null || parameter.getValue().matches("8|9|1[0-5]");
      default -> false;
    };
  }

  /** Adds the handlers that inflate, up to a bound, and deflate what is worth it. */
  static void install(ChannelPipeline pipeline, int messageBytesMax) {
    var handshaker =
        new PerMessageDeflateServerExtensionHandshaker(
            LEVEL,
            false,
            WINDOW_BITS,
            true,
            true,
            WINDOW_BITS,
            PerMessageDeflateServerExtensionHandshaker.DEFAULT_MEM_LEVEL,
            new Worth(),
            messageBytesMax);
    var parameters = new LinkedHashMap<String, String>();
    parameters.put(SERVER_NO_CONTEXT, null);
    parameters.put(CLIENT_NO_CONTEXT, null);
    Optional<WebSocketServerExtension> extension =
        Optional.ofNullable(
            handshaker.handshakeExtension(new WebSocketExtensionData(NAME, parameters)));
    pipeline.addLast("inflate", extension.orElseThrow().newExtensionDecoder());
    pipeline.addLast("deflate", extension.orElseThrow().newExtensionEncoder());
  }

  /** Leaves short messages as they are. */
  private static final class Worth implements WebSocketExtensionFilterProvider {
    @Override
    public WebSocketExtensionFilter encoderFilter() {
      return Worth::isShort;
    }

    @Override
    public WebSocketExtensionFilter decoderFilter() {
      return WebSocketExtensionFilter.NEVER_SKIP;
    }

    private static boolean isShort(WebSocketFrame frame) {
      return (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame)
          && frame.isFinalFragment()
          && frame.content().readableBytes() < WORTH_BYTES;
    }
  }
}
