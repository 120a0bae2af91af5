package dev.gatehouse.loadtest.scenario.revocation;

/**
 * The end of a right, as one of its users saw it.
 *
 * @param carrier which
 * @param at when, by the clock that never goes back
 * @param lastGood when the last request was sent that was still served
 * @param how what the user was told
 * @param asItShould whether that is what it is to be told
 */
record Effect(String carrier, long at, long lastGood, String how, boolean asItShould) {}
