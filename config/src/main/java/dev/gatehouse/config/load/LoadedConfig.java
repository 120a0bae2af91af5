package dev.gatehouse.config.load;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.shape.KeyPath;
import java.util.Map;

/**
 * A configuration, and who said what of it.
 *
 * @param origins where the given values came from; what is not in it is a default
 */
public record LoadedConfig(GatehouseConfig config, Map<KeyPath, Origin> origins) {
  public LoadedConfig {
    origins = Map.copyOf(origins);
  }

  /** Where the value of a key came from. */
  public Origin originOf(KeyPath path) {
    return origins.getOrDefault(path, new Origin.Default());
  }
}
