/** Rows of a tally for one service and day: enough that a busy counter's ratings do not wait for each other. */
const SHARDS = 8;

/** Imported ratings go to one shard: they come all at once, so they never wait for each other. */
export const IMPORT_SHARD = 0;

/** The row of the tally that a rating is counted in, for good: it is taken out of the same. */
export const tallyShard = (requestHash: Buffer): number => requestHash.readUInt8(0) % SHARDS;
