package dev.gatehouse.config;

import java.nio.file.Path;
import java.util.Optional;

/** The schemas that namespaces share. */
public record SchemasConfig(
    @Key(
            doc =
                "The folder of the schema sets: one folder each, named like the set, with files"
                    + " such as `0001_init.sql` that are run in the order of their numbers. New"
                    + " files count at once, without a restart.")
        Optional<Path> folder) {
  public static final SchemasConfig DEFAULTS = new SchemasConfig(Optional.empty());
}
