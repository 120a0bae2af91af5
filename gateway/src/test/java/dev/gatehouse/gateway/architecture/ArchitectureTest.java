package dev.gatehouse.gateway.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Remembered;
import dev.gatehouse.gateway.exchange.Stage;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "dev.gatehouse.gateway";
  private static final JavaClasses GATEWAY =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void aStageLooksBackOnly() {
    classes()
        .that(resideInAPackage(ROOT + ".journey.."))
        .should(
            new ArchCondition<JavaClass>("know no later stage") {
              @Override
              public void check(JavaClass item, ConditionEvents events) {
                stageOf(item).ifPresent(here -> checkStage(item, here, events));
              }
            })
        .check(GATEWAY);
  }

  private static void checkStage(JavaClass item, Stage here, ConditionEvents events) {
    for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
      stageOf(dependency.getTargetClass())
          .filter(there -> there.compareTo(here) > 0)
          .ifPresent(
              there ->
                  events.add(
                      SimpleConditionEvent.violated(
                          item,
                          here.label()
                              + " looks forward to "
                              + there.label()
                              + ": "
                              + dependency.getDescription())));
    }
  }

  private static Optional<Stage> stageOf(JavaClass item) {
    return Arrays.stream(Stage.values())
        .filter(
            stage -> {
              String home = ROOT + ".journey." + stage.label();
              String where = item.getPackageName();
              return where.equals(home) || where.startsWith(home + ".");
            })
        .findFirst();
  }

  @Test
  void stagesSortInTheOrderOfTravel() {
    Stage[] stages = Stage.values();
    String[] labels = Arrays.stream(stages).map(Stage::label).toArray(String[]::new);
    String[] sorted = labels.clone();
    Arrays.sort(sorted);
    assertArrayEquals(sorted, labels);
  }

  @Test
  void theExchangeKnowsNoStage() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".exchange..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".journey..")
        .check(GATEWAY);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(GATEWAY);
  }

  @Test
  void onlyMarkedClassesAreSharedBetweenThreads() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".journey..")
        .and()
        .areNotAnnotatedWith(CrossThread.class)
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.util\\.concurrent\\.(atomic\\..*|locks\\..*|Concurrent.*|CompletableFuture)")
        .check(GATEWAY);
    noFields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(ROOT + ".journey..")
        .and()
        .areDeclaredInClassesThat()
        .areNotAnnotatedWith(CrossThread.class)
        .should()
        .haveModifier(JavaModifier.VOLATILE)
        .check(GATEWAY);
  }

  @Test
  void nothingOnTheJourneyBlocks() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".journey..", ROOT + ".exchange..")
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethodWhere(
            JavaCall.Predicates.target(
                    nameMatching("await|awaitUninterruptibly|sync|syncUninterruptibly|join"))
                .and(not(JavaCall.Predicates.target(owner(assignableTo(Exchange.class))))))
        .check(GATEWAY);
  }

  @Test
  void memoriesWakeNoOtherThread() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Remembered.class.getName())
        .should()
        .callMethod(Caffeine.class, "newBuilder")
        .check(GATEWAY);
  }

  @Test
  void handlersAreHandlers() {
    classes()
        .that()
        .resideInAPackage(ROOT + "..")
        .and()
        .areTopLevelClasses()
        .and()
        .haveSimpleNameEndingWith("Handler")
        .should()
        .beAssignableTo(ChannelHandler.class)
        .check(GATEWAY);
    classes()
        .that()
        .resideInAPackage(ROOT + "..")
        .and()
        .areTopLevelClasses()
        .and()
        .areAssignableTo(ChannelInboundHandlerAdapter.class)
        .and()
        .haveSimpleNameNotEndingWith("Decoder")
        .and()
        .haveSimpleNameNotEndingWith("Codec")
        .and()
        .haveSimpleNameNotEndingWith("Selector")
        .should()
        .haveSimpleNameEndingWith("Handler")
        .check(GATEWAY);
  }

  @Test
  void nothingTravelsInChannelAttributes() {
    noClasses().should().dependOnClassesThat().areAssignableTo(AttributeKey.class).check(GATEWAY);
  }

  @Test
  void namesSayWhatThingsAre() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Service)|.*\\.(Base|Abstract)[A-Z].*")
        .check(GATEWAY);
  }
}
