@NullMarked
package dev.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
