package dev.gatehouse.admin.registry;

import java.time.Instant;

/**
 * One thing that was done, or tried.
 *
 * @param id its place in the order of all
 * @param at when it ended
 * @param actor who: the id of a key, {@code root}, or a part of Gatehouse
 * @param label what the key is called, empty where it is no key's
 * @param action what: a method and a path, or a verb
 * @param target to what, empty where it is to nothing in particular
 * @param outcome how it ended: an HTTP status, or {@code done}
 * @param address from where, empty where Gatehouse did it by itself
 */
public record AuditEntry(
    long id,
    Instant at,
    String actor,
    String label,
    String action,
    String target,
    String outcome,
    String address) {}
