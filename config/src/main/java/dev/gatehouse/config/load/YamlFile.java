package dev.gatehouse.config.load;

import dev.gatehouse.config.load.Given.Fields;
import dev.gatehouse.config.load.Given.Items;
import dev.gatehouse.config.load.Given.Nothing;
import dev.gatehouse.config.load.Given.Text;
import dev.gatehouse.config.shape.KeyPath;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/** A YAML file as it is written: texts, objects and lists with their lines, nothing constructed. */
final class YamlFile {
  private static final Set<Tag> PLAIN =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ);

  /** What a parser's message may repeat of the file: it could be part of a secret. */
  private static final Pattern QUOTED = Pattern.compile("(alias|handle|anchor) .*");

  private final Path file;
  private final Problems problems;

  YamlFile(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** What is written, or nothing once the problem was reported that keeps all of it unread. */
  Optional<Given> read() {
    try {
      return parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      return unreadable("no such file", "the configuration file");
    } catch (CharacterCodingException e) {
      return unreadable("not UTF-8", "a text in UTF-8");
    } catch (IOException e) {
      return unreadable("cannot be read", "a file that this user may read");
    }
  }

  private Optional<Given> unreadable(String found, String expectation) {
    problems.add(Problem.expected(file.toString(), found, expectation, ""));
    return Optional.empty();
  }

  private Optional<Given> parse(String yaml) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new JsonSchema())
            .setMaxAliasesForCollections(0)
            .setLabel(file.toString())
            .build();
    try {
      Given root =
          new Compose(settings)
              .composeString(yaml)
              .map(node -> convert(node, KeyPath.ROOT))
              .orElse(Given.ABSENT);
      return root instanceof Fields || root instanceof Nothing
          ? Optional.of(root)
          : unreadable(root.kind(), "an object of keys");
    } catch (MarkedYamlEngineException e) {
      String place =
          e.getProblemMark()
              .map(
                  mark -> " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
              .orElse("");
      String fault = QUOTED.matcher(e.getProblem()).replaceAll("$1");
      problems.add(new Problem(file.toString(), "not YAML" + place, fault, ""));
      return Optional.empty();
    } catch (YamlEngineException e) {
      return unreadable("not YAML that is read here", "plain YAML 1.2 without aliases of objects");
    }
  }

  private Given convert(Node node, KeyPath path) {
    Origin origin = origin(node);
    if (!PLAIN.contains(node.getTag())) {
      problems.expected(path, "a value with a tag", "a plain value", origin);
      return new Nothing(origin);
    }
    return switch (node) {
      case ScalarNode scalar ->
          scalar.getTag().equals(Tag.NULL)
              ? new Nothing(origin)
              : new Text(scalar.getValue(), origin);
      case SequenceNode sequence -> new Items(items(sequence, path), origin);
      case MappingNode mapping -> new Fields(fields(mapping, path), origin);
      default -> throw new IllegalStateException("an unresolved node: " + node.getNodeType());
    };
  }

  private List<Given> items(SequenceNode sequence, KeyPath path) {
    var items = new ArrayList<Given>();
    for (Node item : sequence.getValue()) {
      items.add(convert(item, path.item(items.size())));
    }
    return items;
  }

  private Map<String, Given> fields(MappingNode mapping, KeyPath path) {
    var fields = new LinkedHashMap<String, Given>();
    for (NodeTuple tuple : mapping.getValue()) {
      Origin origin = origin(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.expected(path, "a key that is no text", "a name", origin);
        continue;
      }
      KeyPath child = path.child(key.getValue());
      Given first = fields.putIfAbsent(key.getValue(), convert(tuple.getValueNode(), child));
      if (first != null) {
        problems.expected(child, "given twice", "once, as on line " + line(first), origin);
      }
    }
    return fields;
  }

  private static String line(Given given) {
    return given.origin() instanceof Origin.Line line ? String.valueOf(line.number()) : "?";
  }

  private Origin origin(Node node) {
    return new Origin.Line(file, node.getStartMark().map(Mark::getLine).orElse(-1) + 1);
  }
}
