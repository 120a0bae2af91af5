package dev.gatehouse.app.acme;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of which authority.
 *
 * @param directory where the authority says what it offers
 * @param names the names of the certificate
 * @param email where the authority writes to
 * @param trust the certificate by which the authority's address is believed, in PEM
 */
public record AcmeTerms(
    URI directory, List<String> names, Optional<String> email, Optional<Path> trust) {}
