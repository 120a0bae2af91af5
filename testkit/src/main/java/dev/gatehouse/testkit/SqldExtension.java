package dev.gatehouse.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts one sqld per test class when it is first asked for, and ends it after the class. */
public final class SqldExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(SqldExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningSqld.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext ofClass = outermost(context);
    return ofClass
        .getStore(STORE)
        .computeIfAbsent(
            RunningSqld.class, _ -> RunningSqld.start(wantsHardened(ofClass)), RunningSqld.class);
  }

  private static boolean wantsHardened(ExtensionContext ofClass) {
    return AnnotationSupport.findAnnotation(ofClass.getRequiredTestClass(), RealSqld.class)
        .map(RealSqld::hardened)
        .orElse(false);
  }

  /** The context of the top-level test class, which its nested classes share. */
  private static ExtensionContext outermost(ExtensionContext context) {
    ExtensionContext found = context;
    for (var at = context; at.getParent().isPresent(); at = at.getParent().get()) {
      if (at.getTestClass().isPresent()) {
        found = at;
      }
    }
    return found;
  }
}
