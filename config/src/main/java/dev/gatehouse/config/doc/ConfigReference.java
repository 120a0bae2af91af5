package dev.gatehouse.config.doc;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.shape.Bounds;
import dev.gatehouse.config.shape.Form;
import dev.gatehouse.config.shape.Holds.Listed;
import dev.gatehouse.config.shape.Holds.Nested;
import dev.gatehouse.config.shape.Holds.Single;
import dev.gatehouse.config.shape.KeyPath;
import dev.gatehouse.config.shape.KeyShape;
import dev.gatehouse.config.shape.LauncherVariable;
import dev.gatehouse.config.shape.RecordShape;
import java.util.List;
import java.util.Optional;

/** The manual of every key, as Markdown, from the records themselves. */
public final class ConfigReference {
  /** What writes the manual anew. */
  public static final String COMMAND =
      "mvn -q -pl config test -Dtest=ConfigReferenceTest -Dconfig.reference=write";

  private static final String INTRODUCTION =
      """
      # Configuration

      <!-- Generated from the records in `config`. Change a record, then run
           COMMAND -->

      Every key has a default or may be left out, so an empty file is a valid one. A value is
      looked for in the environment first, then in the file, then among the defaults. `gatehouse
      print-config` shows what is in effect and where each value came from; `gatehouse
      check-config` reports every problem at once. Keys that do not exist are problems too.

      ```yaml
      listen:
        public: 0.0.0.0:8080
      identity:
        issuers:
          - name: login
            issuer: https://login.example
            publicKey: {file: /etc/gatehouse/login.pem}
      admin:
        key: {file: /run/secrets/admin-key}
      ```

      **Environment.** The variable of a key is `GATEHOUSE_` and its path in capitals, `_` between
      the parts. Items of a list are counted from 0: `GATEHOUSE_IDENTITY_ISSUERS_0_NAME` changes
      the first item of the file, or adds one. A variable that begins with `GATEHOUSE_` and
      belongs to no key is a problem, apart from those of the command line:

      LAUNCHER
      **Secrets.** A secret never stands in the file: there it is `{file: PATH}` (line ends at its
      end are cut off) or `{env: NAME}`. Its own variable holds the secret itself; with `_FILE` or
      `_ENV` behind, that variable names the file or the variable that does. Gatehouse never shows
      a secret.

      **Units.** Times: `250ms`, `5s`, `10m`, `2h`, `30d`. Sizes: `512B`, `8KiB`, `4MiB`, `1GiB`.
      Lists of single values: `[a, b]`, or `a,b`, which is also how their variable is written.
      Relative paths start at the working directory. Bounds include both ends.
      """;

  private final StringBuilder page = new StringBuilder();

  private ConfigReference() {}

  /** The whole page. */
  public static String render() {
    var launcher = new StringBuilder();
    for (LauncherVariable variable : LauncherVariable.values()) {
      launcher.append("- `%s`: %s\n".formatted(variable, variable.doc()));
    }
    var reference = new ConfigReference();
    reference.page.append(INTRODUCTION.replace("COMMAND", COMMAND).replace("LAUNCHER", launcher));
    reference.object(RecordShape.of(GatehouseConfig.class), KeyPath.ROOT);
    return reference.page.toString();
  }

  /** The single values of an object first, then the objects within it. */
  private void object(RecordShape<?> shape, KeyPath path) {
    for (KeyShape key : shape.keys()) {
      if (key.holds() instanceof Single single) {
        single(shape, key, single, path.child(key.name()));
      }
    }
    for (KeyShape key : shape.keys()) {
      KeyPath at = path.child(key.name());
      if (key.holds() instanceof Nested nested) {
        heading("##", at.text().replace("[0]", "[]"), key);
        object(nested.shape(), at);
      } else if (key.holds() instanceof Listed listed) {
        heading("##", at.text().replace("[0]", "[]") + "[]", key);
        object(listed.shape(), at.item(0));
      }
    }
  }

  private void heading(String level, String title, KeyShape key) {
    page.append("\n%s `%s`\n\n%s\n".formatted(level, title, key.key().doc()));
  }

  private void single(RecordShape<?> shape, KeyShape key, Single holds, KeyPath path) {
    heading("###", path.text().replace("[0]", "[]"), key);
    page.append("\n- Type: ").append(holds.notation().name()).append('\n');
    page.append("- Default: ").append(defaultOf(shape, key, holds)).append('\n');
    Optional<Bounds> bounds = holds.bounds();
    bounds.ifPresent(b -> page.append("- Bounds: `%s`\n".formatted(b.text())));
    page.append("- Reloadable: ").append(key.key().reload() ? "yes" : "no, restart").append('\n');
    List<String> variables = new RecordShape.Leaf(path, key, holds).variables();
    page.append("- Environment: `%s`\n".formatted(String.join("`, `", variables)));
  }

  private static String defaultOf(RecordShape<?> shape, KeyShape key, Single holds) {
    if (key.key().required()) {
      return "none, it must be given";
    }
    String form = holds.notation().form() == Form.LIST ? "`[%s]`" : "`%s`";
    return holds
        .textOf(key.valueIn(shape.defaults()))
        .map(text -> form.formatted(text.replace(",", ", ")))
        .orElse("none");
  }
}
