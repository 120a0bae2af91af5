package dev.gatehouse.gateway.journey.decode;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells the messages of an answer in gRPC-web from the frame of trailers that ends it. */
final class GrpcWebFrames {
  private static final int PREFIX_BYTES = 5;
  private static final int MESSAGE = 0;
  private static final int TRAILERS = 0x80;
  private static final int TRAILERS_BYTES_MAX = 16 << 10;
  private static final List<AsciiString> PASSED =
      List.of(GrpcCall.STATUS, GrpcCall.MESSAGE, GrpcCall.DETAILS);
  private static final Pattern STATUS_FORM = Pattern.compile("1?[0-9]");
  private static final Pattern VALUE_FORM = Pattern.compile("[ -~]*");

  private final ByteArrayOutputStream trailers = new ByteArrayOutputStream(0);
  private int prefixRead;
  private long length;
  private long messageLeft;
  private boolean inTrailers;

  /** How many of these bytes, from the first, are messages; the rest is kept for the trailers. */
  int take(ByteBuf bytes) throws UnfitAnswerException {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end && !inTrailers) {
      if (messageLeft > 0) {
        int passing = (int) Math.min(messageLeft, end - at);
        messageLeft -= passing;
        at += passing;
      } else if (prefixRead == 0 && bytes.getUnsignedByte(at) == TRAILERS) {
        inTrailers = true;
      } else {
        readPrefix(bytes.getUnsignedByte(at));
        at++;
      }
    }
    keep(bytes, at, end - at);
    return at - bytes.readerIndex();
  }

  private void readPrefix(int next) throws UnfitAnswerException {
    if (prefixRead == 0 && next != MESSAGE) {
      throw new UnfitAnswerException("a frame of gRPC-web is neither message nor trailers");
    }
    prefixRead++;
    length = length << Byte.SIZE | next;
    if (prefixRead == PREFIX_BYTES) {
      messageLeft = length;
      prefixRead = 0;
      length = 0;
    }
  }

  private void keep(ByteBuf bytes, int from, int count) throws UnfitAnswerException {
    if (trailers.size() + count > TRAILERS_BYTES_MAX) {
      throw new UnfitAnswerException("the trailers of gRPC-web are too long");
    }
    if (count > 0) {
      byte[] part = new byte[count];
      bytes.getBytes(from, part);
      trailers.writeBytes(part);
    }
  }

  /** The trailers of an answer that has ended. */
  HttpHeaders trailers() throws UnfitAnswerException {
    ByteBuffer frame = ByteBuffer.wrap(trailers.toByteArray());
    if (frame.remaining() < PREFIX_BYTES || frame.getInt(1) != frame.remaining() - PREFIX_BYTES) {
      throw new UnfitAnswerException("an answer of gRPC-web has no whole trailers");
    }
    String text = StandardCharsets.ISO_8859_1.decode(frame.position(PREFIX_BYTES)).toString();
    HttpHeaders known = DefaultHttpHeadersFactory.trailersFactory().newHeaders();
    text.lines().forEach(line -> add(known, line));
    String status = known.get(GrpcCall.STATUS);
    if (status == null || !STATUS_FORM.matcher(status).matches()) {
      throw new UnfitAnswerException("the trailers of gRPC-web tell no status");
    }
    return known;
  }

  private static void add(HttpHeaders known, String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      return;
    }
    String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    String value = line.substring(colon + 1).strip();
    for (AsciiString passed : PASSED) {
      if (passed.contentEquals(name) && VALUE_FORM.matcher(value).matches()) {
        known.set(passed, value);
      }
    }
  }
}
