package dev.gatehouse.config.load;

import dev.gatehouse.config.load.Given.Fields;
import dev.gatehouse.config.load.Given.Text;
import dev.gatehouse.config.shape.Form;
import dev.gatehouse.config.shape.KeyPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Follows {@code {file: PATH}} and {@code {env: NAME}} to the text they stand for. */
final class References {
  private static final int FILE_BYTES_MAX = 64 << 10;
  private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]*");
  private static final Pattern LINE_END = Pattern.compile("[\r\n]+\\z");

  private final Environment environment;
  private final Problems problems;

  References(Environment environment, Problems problems) {
    this.environment = environment;
    this.problems = problems;
  }

  Optional<Text> follow(Form form, KeyPath path, Fields reference) {
    if (reference.fields().size() == 1) {
      Map.Entry<String, Given> only = reference.fields().entrySet().iterator().next();
      if (form.references().contains(only.getKey()) && only.getValue() instanceof Text target) {
        return follow(path.child(only.getKey()), only.getKey(), target);
      }
    }
    String forms =
        form.references().stream()
            .map(key -> "{" + key + ": …}")
            .collect(Collectors.joining(" or "));
    problems.expected(path, "another object", forms, reference.origin());
    return Optional.empty();
  }

  private Optional<Text> follow(KeyPath path, String kind, Text target) {
    Optional<String> text = kind.equals("env") ? variable(path, target) : file(path, target);
    return text.map(found -> new Text(found, target.origin()));
  }

  private Optional<String> variable(KeyPath path, Text name) {
    if (!VARIABLE.matcher(name.text()).matches()) {
      problems.expected(path, "no variable's name", "a name in capitals", name.origin());
      return Optional.empty();
    }
    Optional<String> value = environment.take(name.text()).filter(text -> !text.isEmpty());
    if (value.isEmpty()) {
      problems.expected(path, name.text(), "a variable that is set and not empty", name.origin());
    }
    return value;
  }

  private Optional<String> file(KeyPath path, Text name) {
    String expectation = "a readable file in UTF-8 of 1.." + FILE_BYTES_MAX + " bytes";
    try (InputStream file = Files.newInputStream(Path.of(name.text()))) {
      byte[] bytes = file.readNBytes(FILE_BYTES_MAX + 1);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String trimmed = LINE_END.matcher(text).replaceFirst("");
      if (!trimmed.isEmpty() && bytes.length <= FILE_BYTES_MAX) {
        return Optional.of(trimmed);
      }
      String fault = trimmed.isEmpty() ? "is empty" : "is too large";
      problems.expected(path, Echo.of(name.text()) + " " + fault, expectation, name.origin());
    } catch (CharacterCodingException e) {
      problems.expected(path, Echo.of(name.text()) + " is not UTF-8", expectation, name.origin());
    } catch (IOException | InvalidPathException e) {
      problems.expected(path, Echo.of(name.text()) + " cannot be read", expectation, name.origin());
    }
    return Optional.empty();
  }
}
