package dev.gatehouse.gateway.journey.accept;

import dev.gatehouse.gateway.exchange.ClientAddress;
import io.netty.channel.ChannelPipeline;

/** Equips a connection for the protocol that it speaks. */
@FunctionalInterface
public interface ProtocolInstaller {

  void install(ChannelPipeline pipeline, ClientAddress client);
}
