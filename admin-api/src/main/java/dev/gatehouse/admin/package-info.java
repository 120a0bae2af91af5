/** The operators' half of Gatehouse: who owns which namespace, its creation and end, its tokens. */
@NullMarked
package dev.gatehouse.admin;

import org.jspecify.annotations.NullMarked;
