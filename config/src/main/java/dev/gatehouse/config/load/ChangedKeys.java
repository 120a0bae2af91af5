package dev.gatehouse.config.load;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.shape.Holds.Listed;
import dev.gatehouse.config.shape.Holds.Nested;
import dev.gatehouse.config.shape.Holds.Single;
import dev.gatehouse.config.shape.KeyPath;
import dev.gatehouse.config.shape.KeyShape;
import dev.gatehouse.config.shape.RecordShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys in which one configuration differs from another, in the order of the manual.
 *
 * @param reloadable those that take effect without a restart
 * @param needRestart the others
 */
public record ChangedKeys(List<KeyPath> reloadable, List<KeyPath> needRestart) {

  public ChangedKeys {
    reloadable = List.copyOf(reloadable);
    needRestart = List.copyOf(needRestart);
  }

  public static ChangedKeys between(GatehouseConfig before, GatehouseConfig after) {
    var found = new ChangedKeys.Collected(new ArrayList<>(), new ArrayList<>());
    found.compare(RecordShape.of(GatehouseConfig.class), KeyPath.ROOT, before, after);
    return new ChangedKeys(found.reloadable, found.needRestart);
  }

  private record Collected(List<KeyPath> reloadable, List<KeyPath> needRestart) {
    void compare(RecordShape<?> shape, KeyPath path, Record before, Record after) {
      for (KeyShape key : shape.keys()) {
        compare(key, path.child(key.name()), key.valueIn(before), key.valueIn(after));
      }
    }

    private void compare(KeyShape key, KeyPath path, Object before, Object after) {
      if (before.equals(after)) {
        return;
      }
      switch (key.holds()) {
        case Nested nested -> compare(nested.shape(), path, (Record) before, (Record) after);
        case Listed _, Single _ -> (key.key().reload() ? reloadable : needRestart).add(path);
      }
    }
  }
}
