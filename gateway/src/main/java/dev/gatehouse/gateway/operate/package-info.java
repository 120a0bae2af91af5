/** What operators and their tools ask of a running data plane: is it alive, ready, how is it? */
@NullMarked
package dev.gatehouse.gateway.operate;

import org.jspecify.annotations.NullMarked;
