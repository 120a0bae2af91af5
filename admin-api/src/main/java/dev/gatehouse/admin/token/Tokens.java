package dev.gatehouse.admin.token;

/**
 * All that has to do with tenants' tokens.
 *
 * @param mint makes them
 * @param ledger knows which were made and which were taken back
 * @param keys sign them
 */
public record Tokens(TokenMint mint, TokenLedger ledger, SigningKeys keys) {}
