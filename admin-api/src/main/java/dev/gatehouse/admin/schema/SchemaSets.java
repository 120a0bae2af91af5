package dev.gatehouse.admin.schema;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The schema sets in a folder: one folder each, with files such as {@code 0001_init.sql}. They are
 * read whenever they are asked for, so a new file needs no restart.
 */
public final class SchemaSets {
  private static final Pattern SET = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
  private static final Pattern FILE =
      Pattern.compile("[Vv]?([0-9]{1,9})_{1,2}([A-Za-z0-9][A-Za-z0-9_.-]*)\\.sql");

  private final Optional<Path> folder;

  public SchemaSets(Optional<Path> folder) {
    this.folder = folder;
  }

  /** The names of all sets, in order. */
  public List<String> names() throws SchemaException {
    if (folder.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder.get())) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> entry.getFileName().toString())
          .filter(name -> SET.matcher(name).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new SchemaException("the folder of the schema sets cannot be read: " + e.getMessage());
    }
  }

  /** The set of that name, or nothing where there is none. */
  public Optional<SchemaSet> find(String name) throws SchemaException {
    if (folder.isEmpty() || !SET.matcher(name).matches()) {
      return Optional.empty();
    }
    Path set = folder.get().resolve(name);
    return Files.isDirectory(set) ? Optional.of(read(name, set)) : Optional.empty();
  }

  private static SchemaSet read(String name, Path folder) throws SchemaException {
    var migrations = new ArrayList<Migration>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".sql")).toList()) {
        migrations.add(migration(name, file));
      }
    } catch (CharacterCodingException e) {
      throw new SchemaException("the schema set %s has a file that is not UTF-8".formatted(name));
    } catch (IOException e) {
      throw new SchemaException(
          "the schema set %s cannot be read: %s".formatted(name, e.getMessage()));
    }
    migrations.sort(Comparator.comparingInt(Migration::version));
    for (int i = 1; i < migrations.size(); i++) {
      Migration before = migrations.get(i - 1);
      Migration here = migrations.get(i);
      if (before.version() == here.version()) {
        throw new SchemaException(
            "the schema set %s has version %d twice: %s and %s"
                .formatted(name, here.version(), before.name(), here.name()));
      }
    }
    return new SchemaSet(name, List.copyOf(migrations));
  }

  private static Migration migration(String set, Path file) throws IOException, SchemaException {
    String name = file.getFileName().toString();
    Matcher form = FILE.matcher(name);
    if (!form.matches() || Integer.parseInt(form.group(1)) == 0) {
      throw new SchemaException(
          "the schema set %s has a file %s (expected: a name such as 0001_init.sql, from 1 on)"
              .formatted(set, name));
    }
    return new Migration(Integer.parseInt(form.group(1)), name, Files.readString(file));
  }
}
