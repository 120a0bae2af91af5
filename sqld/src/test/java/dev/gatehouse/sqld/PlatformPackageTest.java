package dev.gatehouse.sqld;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformPackageTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x64",
    "Linux, aarch64, linux-arm64",
    "Mac OS X, x86_64, darwin-x64",
    "Mac OS X, aarch64, darwin-arm64",
    "Windows 11, amd64, none",
    "Linux, riscv64, none"
  })
  void namesTheBuildForAMachine(String system, String architecture, String expected) {
    String found =
        PlatformPackage.of(system, architecture).map(PlatformPackage::toString).orElse("none");
    assertEquals(expected, found);
  }
}
