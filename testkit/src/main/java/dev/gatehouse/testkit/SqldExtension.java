package dev.gatehouse.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test class a {@link RunningSqld} of its own. */
public final class SqldExtension implements ParameterResolver {
  private static final Namespace STORE = Namespace.create(SqldExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningSqld.class;
  }

  @Override
  public RunningSqld resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext testClass = context;
    while (testClass.getTestMethod().isPresent() && testClass.getParent().isPresent()) {
      testClass = testClass.getParent().get();
    }
    return testClass
        .getStore(STORE)
        .computeIfAbsent(RunningSqld.class, _ -> RunningSqld.start(), RunningSqld.class);
  }
}
