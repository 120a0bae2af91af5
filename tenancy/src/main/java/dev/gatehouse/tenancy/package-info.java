/** The vocabulary that both planes share: who a tenant is, where it lives, what it may do. */
@NullMarked
package dev.gatehouse.tenancy;

import org.jspecify.annotations.NullMarked;
