import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;

/** Checks or applies the house format: {@code Format.java check|apply FOLDER}. */
void main(String[] args) throws IOException {
  boolean apply = args[0].equals("apply");
  List<Path> sources;
  try (var walk = Files.walk(Path.of(args[1]))) {
    sources = walk.filter(p -> p.toString().endsWith(".java")).filter(this::isOurs).toList();
  }
  boolean clean = true;
  for (Path source : sources) {
    clean &= format(source, apply);
  }
  if (!clean && !apply) {
    IO.println("format: run  mvn -q -N validate -Dformat=apply");
    System.exit(1);
  }
}

private boolean isOurs(Path source) {
  for (Path part : source) {
    if (part.toString().equals("target") || part.toString().equals("node_modules")) {
      return false;
    }
  }
  return true;
}

private boolean format(Path source, boolean apply) throws IOException {
  String before = Files.readString(source);
  String after;
  try {
    String tidied =
        ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(before), Style.GOOGLE);
    after = new Formatter().formatSource(tidied);
  } catch (Exception unreadable) {
    IO.println("format: " + source + ": " + unreadable.getMessage());
    return false;
  }
  if (after.equals(before)) {
    return true;
  }
  if (apply) {
    Files.writeString(source, after);
  }
  IO.println("format: " + source + (apply ? " rewritten" : " is not in the house format"));
  return false;
}
