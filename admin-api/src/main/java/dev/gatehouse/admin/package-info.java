@NullMarked
package dev.gatehouse.admin;

import org.jspecify.annotations.NullMarked;
