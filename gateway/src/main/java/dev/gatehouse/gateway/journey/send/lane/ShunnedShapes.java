package dev.gatehouse.gateway.journey.send.lane;

import com.github.benmanes.caffeine.cache.Cache;
import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Remembered;
import dev.gatehouse.tenancy.NamespaceId;
import java.time.Duration;

/** The shapes of pipelines that do not go on lanes for now, by namespace. */
@CrossThread
final class ShunnedShapes {
  private static final int SHAPES_MAX = 10_000;
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  private final Cache<Shape, Boolean> shunned =
      Remembered.onCaller().maximumSize(SHAPES_MAX).expireAfterWrite(FORGOTTEN_AFTER).build();

  private final Cache<Shape, Boolean> suspected =
      Remembered.onCaller().maximumSize(SHAPES_MAX).expireAfterWrite(FORGOTTEN_AFTER).build();

  private record Shape(NamespaceId tenant, long digest) {}

  void add(NamespaceId tenant, long shape) {
    shunned.put(new Shape(tenant, shape), true);
  }

  /** A lane went away under a pipeline of this shape; the second time tells that it was why. */
  void suspect(NamespaceId tenant, long shape) {
    if (suspected.asMap().put(new Shape(tenant, shape), true) != null) {
      add(tenant, shape);
    }
  }

  boolean contains(NamespaceId tenant, long shape) {
    return shunned.estimatedSize() > 0 && shunned.getIfPresent(new Shape(tenant, shape)) != null;
  }
}
