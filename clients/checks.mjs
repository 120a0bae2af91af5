// Prints the names of the checks, runs them in turn, and prints "ok NAME", or "FAILED NAME: why", for each.
export async function run(checks) {
  console.log(`checks ${Object.keys(checks).join(" ")}`);
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
      console.log(`ok ${name}`);
    } catch (error) {
      console.log(`FAILED ${name}: ${String(error?.stack ?? error).replaceAll(/\s+/g, " ")}`);
    }
  }
}

// The ends of SQLite's integers, and the first that a double cannot hold.
export const INTEGERS = [0n, -1n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)];

// What a careless encoding loses: combined letters, four-byte characters, quotes, NUL's neighbours, an empty text.
export const TEXTS = ["", "öne", "e\u0301", "🗝️", "'\"`\\\n\t\u0001\u007f", "\u2028", "x".repeat(5000)];

// Every byte, no byte, and more than fits one buffer.
export const BLOBS = [new Uint8Array(0), Uint8Array.from({ length: 256 }, (_, i) => i), new Uint8Array(300000).fill(7)];
