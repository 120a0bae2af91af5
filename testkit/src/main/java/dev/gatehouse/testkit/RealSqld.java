package dev.gatehouse.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gives a test class a real sqld of its own, as a parameter of type {@link RunningSqld}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(SqldExtension.class)
public @interface RealSqld {
  /** Whether it is the hardened copy, whose SQL cannot reach files. */
  boolean hardened() default false;
}
