package dev.gatehouse.config.load;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.shape.KeyPath;
import dev.gatehouse.config.shape.RecordShape;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Loads a configuration: defaults, then the file, then the environment. */
public final class ConfigLoader {
  private ConfigLoader() {}

  /** The configuration of a file, if there is one, and an environment. */
  public static GatehouseConfig load(Optional<Path> yamlFile, Map<String, String> environment)
      throws InvalidConfigException {
    return loadWithOrigins(yamlFile, environment).config();
  }

  /** The same, with where each value came from. */
  public static LoadedConfig loadWithOrigins(
      Optional<Path> yamlFile, Map<String, String> environment) throws InvalidConfigException {
    var problems = new Problems();
    Given given = Given.ABSENT;
    if (yamlFile.isPresent()) {
      Optional<Given> written = new YamlFile(yamlFile.get(), problems).read();
      if (written.isEmpty()) {
        throw problems.asException();
      }
      given = written.get();
    }
    var shape = RecordShape.of(GatehouseConfig.class);
    var variables = new Environment(environment);
    var binder = new Binder(variables, new UnknownKeys(shape), problems);
    Optional<GatehouseConfig> config = binder.bind(shape, KeyPath.ROOT, given);
    variables.reportUnknown(problems, derivedVariables(shape));
    if (config.isEmpty() || problems.isAny()) {
      throw problems.asException();
    }
    return new LoadedConfig(config.get(), binder.origins());
  }

  private static Set<String> derivedVariables(RecordShape<?> shape) {
    return shape
        .leaves(KeyPath.ROOT)
        .flatMap(leaf -> leaf.variables().stream())
        .collect(Collectors.toSet());
  }
}
