/** What a configured value can be, beyond the types of the JDK. */
@NullMarked
package dev.gatehouse.config.value;

import org.jspecify.annotations.NullMarked;
