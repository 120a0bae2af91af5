package dev.gatehouse.tenancy;

import java.util.Optional;

/**
 * Somebody known by a login token of another service.
 *
 * @param issuer who made the token
 * @param user whom it is about, where it says so
 * @param email where that user can be written to
 * @param mayProvision whether a first visit makes the namespace
 */
public record Visitor(
    String issuer, Optional<String> user, Optional<String> email, boolean mayProvision) {}
