package dev.gatehouse.gateway.journey.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

class ClientHelloTest {
  private static final int RECORD_AND_MESSAGE_HEADER = 9;

  /** The first message of the JDK's client. */
  private static ByteBuf hello(String... protocols) throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine("db.example.com", 443);
    engine.setUseClientMode(true);
    var parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    engine.setSSLParameters(parameters);
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), out);
    return Unpooled.wrappedBuffer(out.flip()).skipBytes(RECORD_AND_MESSAGE_HEADER);
  }

  @Test
  void offersWhatTheClientSays() throws Exception {
    assertTrue(ClientHello.offers(hello("acme-tls/1"), "acme-tls/1"));
    assertTrue(ClientHello.offers(hello("h2", "acme-tls/1"), "acme-tls/1"));
    assertFalse(ClientHello.offers(hello("h2", "http/1.1"), "acme-tls/1"));
    assertFalse(ClientHello.offers(hello("acme-tls/10"), "acme-tls/1"));
    assertFalse(ClientHello.offers(hello(), "acme-tls/1"));
  }

  @Test
  void offersNothingWhereItIsCutOffAnywhere() throws Exception {
    ByteBuf whole = hello("acme-tls/1");
    for (int length = 0; length < whole.readableBytes(); length++) {
      ByteBuf part = whole.slice(whole.readerIndex(), length);
      assertFalse(ClientHello.offers(part, "acme-tls/1"), "cut off after " + length);
      assertEquals(0, part.readerIndex());
    }
  }
}
