package dev.gatehouse.app.cli;

import dev.gatehouse.tenancy.Namespace;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a namespace's name from the command line. */
final class NamespaceName implements ITypeConverter<Namespace> {
  /** Stands where the command line has not been read yet. */
  static final Namespace NONE = new Namespace("none");

  @Override
  public Namespace convert(String text) {
    return Namespace.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is no name of a database (expected: a-z, 0-9, - and _, at most 63)"
                        .formatted(text)));
  }
}
