package dev.gatehouse.gateway.exchange;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a class of the journey whose objects are shared between event loops. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface CrossThread {}
