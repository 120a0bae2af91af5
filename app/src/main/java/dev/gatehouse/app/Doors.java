package dev.gatehouse.app;

import dev.gatehouse.app.handover.Door;
import dev.gatehouse.app.handover.ListeningSockets;
import dev.gatehouse.config.value.HostPort;
import dev.gatehouse.gateway.Gateway;
import dev.gatehouse.gateway.operate.OpsServer;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Begins to listen at the public port and at that of operations. */
final class Doors {
  private final ListeningSockets sockets;
  private @Nullable InetSocketAddress ops;

  Doors(ListeningSockets sockets) {
    this.sockets = sockets;
  }

  ListeningSockets sockets() {
    return sockets;
  }

  /** Health and metrics. */
  void openOps(OpsServer server, HostPort where, Closing closing) throws StartException {
    ChannelFuture bound =
        server
            .bind(
                GatewayAssembly.socket(where),
                (bootstrap, type, address) -> sockets.bind(Door.OPS, bootstrap, type, address))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw cannotListen(where, "listen.ops", bound.cause());
    }
    closing.later(() -> bound.channel().close().awaitUninterruptibly());
    ops = (InetSocketAddress) bound.channel().localAddress();
  }

  /** Where health and metrics are. */
  InetSocketAddress ops() {
    if (ops == null) {
      throw new IllegalStateException("the operations port is not open yet");
    }
    return ops;
  }

  /** The tenants' port. */
  InetSocketAddress openPublic(Gateway gateway, HostPort where) throws StartException {
    try {
      return gateway.start(
          (bootstrap, type, address) -> sockets.bind(Door.PUBLIC, bootstrap, type, address));
    } catch (IOException e) {
      throw cannotListen(where, "listen.public", e);
    }
  }

  private static StartException cannotListen(HostPort where, String key, Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    String reason = message.contains("in use") ? "the port is in use" : message;
    return new StartException(
        "cannot listen on %s: %s (%s says where)".formatted(where, reason, key), cause);
  }
}
