package dev.gatehouse.config.shape;

/** A variable that looks like an override and is none: the command line reads it. */
public enum LauncherVariable {
  GATEHOUSE_CONFIG("The configuration file, where the command line names none."),
  GATEHOUSE_ADMIN_URL("The admin API that commands talk to."),
  GATEHOUSE_HOME("The folder that Gatehouse is installed in."),
  GATEHOUSE_JAVA_OPTS("Further options for the JVM.");

  private final String doc;

  LauncherVariable(String doc) {
    this.doc = doc;
  }

  /** What it is for. */
  public String doc() {
    return doc;
  }
}
