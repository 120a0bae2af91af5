/**
 * Warm lanes: pipelines that leave nothing behind share open streams of sqld, and nobody can tell
 * but by the clock.
 *
 * <p>A {@linkplain dev.gatehouse.gateway.journey.send.lane.Lane lane} is a WebSocket to one node,
 * for one namespace and access, with a few streams. A {@linkplain
 * dev.gatehouse.gateway.journey.send.lane.LaneLease lease} runs one pipeline on one of them and
 * gives its exchange the very bytes that sqld would have answered over HTTP. Brief reads that come
 * at one moment share a lease as a {@linkplain dev.gatehouse.gateway.journey.send.lane.Convoy
 * convoy}. Everything of a lane lives on one event loop.
 */
@NullMarked
package dev.gatehouse.gateway.journey.send.lane;

import org.jspecify.annotations.NullMarked;
