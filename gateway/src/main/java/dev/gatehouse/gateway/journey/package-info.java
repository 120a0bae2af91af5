/**
 * The journey of a request, stage by stage; the packages below sort in the order of travel.
 *
 * <pre>
 *   accept    a connection                        -&gt; a negotiated channel
 *   decode    bytes of one protocol               -&gt; Arrived      malformed, too large, no such route
 *   identify  who is calling?                     -&gt; Identified   token missing, invalid, expired
 *   locate    which tenant, and where is it?      -&gt; Located      unknown, suspended, wrong tenant
 *   permit    may it run now?                     -&gt; Permitted    over limit
 *   rewrite   what may reach sqld?                -&gt; Rewritten    isolation violation
 *   send      on which connection?                -&gt; Sent         connect failed, pool exhausted
 *   stream    both directions, to the end         -&gt; Settled      timeout, reset, client gone
 *   tally     metrics, usage, access log          -&gt; nothing: it is the end
 * </pre>
 *
 * <p>A stage knows itself, the stages before it and {@code exchange}. The rules of the event loop:
 *
 * <ul>
 *   <li>E1 An exchange, its client's channel and its upstream connection live on one event loop.
 *   <li>E2 No lock, atomic, volatile or future, except in classes marked {@code CrossThread}.
 *   <li>E3 Nothing blocks.
 *   <li>E4 The methods of {@code Exchange} assert that they run on its loop.
 *   <li>E5 A buffer has one owner; passing it is giving it; whoever refuses it releases it.
 *   <li>E6 Reads are paused by {@code Backpressure} alone, which remembers the reasons.
 *   <li>E7 A message that comes when nobody can take it is released.
 *   <li>E8 An upstream connection is used again only if nothing of an exchange is left on it.
 *   <li>E9 Everything is bounded, and each bound is a configuration key.
 * </ul>
 */
@NullMarked
package dev.gatehouse.gateway.journey;

import org.jspecify.annotations.NullMarked;
