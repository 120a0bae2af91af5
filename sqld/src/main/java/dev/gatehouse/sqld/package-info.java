@NullMarked
package dev.gatehouse.sqld;

import org.jspecify.annotations.NullMarked;
