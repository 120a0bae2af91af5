package dev.gatehouse.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the manual says about one key, and what its value must keep to. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {
  /** What the value means and when to change it, for an operator. */
  String doc();

  /** The least and the greatest value as they are written: {@code 1..4096}, {@code 1s..10m}. */
  String bounds() default "";

  /** Whether the key must be given; its default then stands for nothing. */
  boolean required() default false;

  /** Whether a change takes effect without a restart. */
  boolean reload() default false;

  /** The name in YAML where it cannot be a Java name. */
  String name() default "";
}
