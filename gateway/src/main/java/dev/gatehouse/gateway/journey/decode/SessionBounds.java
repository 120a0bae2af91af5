package dev.gatehouse.gateway.journey.decode;

import java.time.Duration;

/**
 * How much and how long a WebSocket client may send.
 *
 * @param messageBytesMax one message, whole and inflated
 * @param hello the wait for the first message
 * @param pingEvery the silence after which a client is asked whether it is still there
 * @param idle how long a session may go without a message
 * @param linger the wait for the client's part of a close
 * @param compress whether messages are deflated for clients that offer it
 */
public record SessionBounds(
    int messageBytesMax,
    Duration hello,
    Duration pingEvery,
    Duration idle,
    Duration linger,
    boolean compress) {}
