package dev.gatehouse.admin;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom: api, then provision and token, then audit and access, then registry, then
 * tenancy.
 */
final class DependencyDirectionTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.gatehouse.admin");

  @Test
  void isOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("dev.gatehouse.admin..")
        .layer("root")
        .definedBy("dev.gatehouse.admin")
        .layer("api")
        .definedBy("dev.gatehouse.admin.api..")
        .layer("identity")
        .definedBy("dev.gatehouse.admin.identity..")
        .layer("job")
        .definedBy("dev.gatehouse.admin.job..")
        .layer("backup")
        .definedBy("dev.gatehouse.admin.backup..")
        .layer("vault")
        .definedBy("dev.gatehouse.admin.vault..")
        .layer("schema")
        .definedBy("dev.gatehouse.admin.schema..")
        .layer("load")
        .definedBy("dev.gatehouse.admin.load..")
        .layer("provision")
        .definedBy("dev.gatehouse.admin.provision..")
        .layer("usage")
        .definedBy("dev.gatehouse.admin.usage..")
        .layer("token")
        .definedBy("dev.gatehouse.admin.token..")
        .layer("audit")
        .definedBy("dev.gatehouse.admin.audit..")
        .layer("access")
        .definedBy("dev.gatehouse.admin.access..")
        .layer("registry")
        .definedBy("dev.gatehouse.admin.registry..")
        .layer("work")
        .definedBy("dev.gatehouse.admin.work..")
        .whereLayer("work")
        .mayOnlyBeAccessedByLayers("root", "usage")
        .whereLayer("root")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("api")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("usage")
        .mayOnlyBeAccessedByLayers("root", "api")
        .whereLayer("identity")
        .mayOnlyBeAccessedByLayers("usage")
        .whereLayer("job")
        .mayOnlyBeAccessedByLayers("root", "api")
        .whereLayer("backup")
        .mayOnlyBeAccessedByLayers("root", "api")
        .whereLayer("vault")
        .mayOnlyBeAccessedByLayers("api", "backup")
        .whereLayer("provision")
        .mayOnlyBeAccessedByLayers("root", "api", "backup", "identity", "job", "usage")
        .whereLayer("schema")
        .mayOnlyBeAccessedByLayers("root", "api", "job", "provision")
        .whereLayer("load")
        .mayOnlyBeAccessedByLayers("api", "backup", "provision", "schema")
        .whereLayer("token")
        .mayOnlyBeAccessedByLayers("root", "api", "identity")
        .whereLayer("audit")
        .mayOnlyBeAccessedByLayers("root", "api", "backup", "identity", "provision", "usage")
        .whereLayer("access")
        .mayOnlyBeAccessedByLayers("root", "api")
        .whereLayer("registry")
        .mayOnlyBeAccessedByLayers(
            "root",
            "api",
            "audit",
            "access",
            "backup",
            "identity",
            "job",
            "provision",
            "token",
            "usage")
        .check(CLASSES);
  }

  @Test
  void hasNoCycles() {
    slices().matching("dev.gatehouse.admin.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
