/**
 * What the tests of every module stand on: a real sqld, issuers, clients, and upstreams without
 * manners.
 */
@NullMarked
package dev.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
