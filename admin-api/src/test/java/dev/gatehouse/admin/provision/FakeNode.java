package dev.gatehouse.admin.provision;

import dev.gatehouse.tenancy.NamespaceId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An sqld in memory. */
public final class FakeNode implements NodeAdmin, NodeInventory {
  private final Set<NamespaceId> namespaces = ConcurrentHashMap.newKeySet();
  private final Set<NamespaceId> everCreated = ConcurrentHashMap.newKeySet();
  private volatile Mood mood = Mood.WELL;

  /** How the node takes what it is asked. */
  public enum Mood {
    WELL,
    /** Refuses everything. */
    DOWN,
    /** Does what it is asked, and then says that it failed. */
    LOSES_ANSWERS,
    /** Says that it creates, and does not. */
    POISONED
  }

  public void feel(Mood newMood) {
    mood = newMood;
  }

  public Set<NamespaceId> held() {
    return Set.copyOf(namespaces);
  }

  /** Loses a namespace, or gets one, that nobody asked about. */
  public void set(NamespaceId id, boolean isThere) {
    if (isThere) {
      namespaces.add(id);
    } else {
      namespaces.remove(id);
    }
  }

  @Override
  public Optional<Set<NamespaceId>> namespaces() throws NodeFailedException {
    before();
    return Optional.of(held());
  }

  @Override
  public void create(NamespaceId id) throws NodeFailedException {
    before();
    if (!everCreated.add(id)) {
      throw new AssertionError("the id " + id + " was used twice");
    }
    if (mood != Mood.POISONED) {
      namespaces.add(id);
    }
    after();
  }

  @Override
  public boolean exists(NamespaceId id) throws NodeFailedException {
    before();
    return namespaces.contains(id);
  }

  @Override
  public void delete(NamespaceId id) throws NodeFailedException {
    before();
    namespaces.remove(id);
    after();
  }

  private void before() throws NodeFailedException {
    if (mood == Mood.DOWN) {
      throw new NodeFailedException("down on purpose");
    }
  }

  private void after() throws NodeFailedException {
    if (mood == Mood.LOSES_ANSWERS) {
      throw new NodeFailedException("answer lost on purpose");
    }
  }
}
