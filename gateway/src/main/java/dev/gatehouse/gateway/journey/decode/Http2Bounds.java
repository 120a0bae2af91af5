package dev.gatehouse.gateway.journey.decode;

/**
 * How much one HTTP/2 connection may hold.
 *
 * @param streamsMax streams at once
 * @param streamWindowBytes what a stream may send before it is read
 * @param connectionWindowBytes what all streams may send before they are read
 */
public record Http2Bounds(int streamsMax, int streamWindowBytes, int connectionWindowBytes) {}
