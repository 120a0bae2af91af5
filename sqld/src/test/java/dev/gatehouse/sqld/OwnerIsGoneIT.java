package dev.gatehouse.sqld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerIsGoneIT {
  private static final int KILLED = 128 + 9;
  private static final int TERMINATED = 128 + 15;

  @TempDir Path folder;
  private Family family;
  private Owner owner;
  private String[] shared;

  @BeforeEach
  void start() throws Exception {
    family = new Family(folder);
    owner = Owner.run(folder, folder, PinnedSqld.binary());
    shared = owner.awaitReady();
    assertTrue(family.members().size() >= 3, "the owner, a guard and sqld");
  }

  @AfterEach
  void nobodyIsLeft() {
    family.awaitEnd();
  }

  @Test
  void nothingOutlivesAKilledJvm() throws Exception {
    owner.kill();
    assertEquals(KILLED, owner.end());
  }

  @Test
  void nothingOutlivesATerminatedJvm() throws Exception {
    owner.process().toHandle().destroy();
    assertEquals(TERMINATED, owner.end());
  }

  @Test
  void nothingOutlivesAJvmThatReturnsFromMain() throws Exception {
    owner.process().getOutputStream().close();
    assertEquals(0, owner.end());
  }

  @Test
  void sqldEndsWithTheJvmEvenWhenItsGuardWasKilledFirst() {
    owner.process().children().forEach(ProcessHandle::destroyForcibly);
    owner.kill();
  }

  @Test
  void sqldEndsWhereTheWholeGroupOfItsOwnerIsToldToAndThenKilled() throws Exception {
    owner.signalAll("TERM");
    owner.signalAll("KILL");
  }

  @Test
  void sqldLastsAsLongAsOneOfTwoOwners() throws Exception {
    ProcessHandle sqld = family.member("--http-listen-addr");
    Owner successor = Owner.run(folder, folder, PinnedSqld.binary(), shared);
    successor.awaitReady();

    owner.kill();
    owner.end();
    assertTrue(sqld.isAlive());

    successor.kill();
  }

  @Test
  void sqldLastsWhereASuccessorDiesThatSharesIt() throws Exception {
    ProcessHandle sqld = family.member("--http-listen-addr");
    Owner successor = Owner.run(folder, folder, PinnedSqld.binary(), shared);
    successor.awaitReady();

    successor.kill();
    successor.end();
    assertTrue(sqld.isAlive());

    owner.kill();
  }

  @Test
  void sqldEndsWhereBothAreKilledWhileOneBeginsToShareIt() throws Exception {
    Owner successor = Owner.run(folder, folder, PinnedSqld.binary(), shared);
    owner.kill();
    successor.kill();
  }
}
