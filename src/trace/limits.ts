/**
 * The most text that one run may bring, and the longest event that is read of a server, UTF-16 units: ten times any answer
 * that was measured, and as much as the editor bears without being stopped by it. What came before stands.
 */
export const MAX_RUN_CHARACTERS = 16 * 1024 * 1024
