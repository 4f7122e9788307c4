/** A place in a document where its author should look; `line` and `column` count from 1. */
export interface DocumentFault {
  code: string;
  message: string;
  line: number;
  column: number;
}

/** Something that was read but not kept, with its place: it stops nothing, the admin should know. */
export type DocumentNotice = DocumentFault;

/** Faults, and notices, of one file that are told: whoever sends a million must not get them all back. */
export const MOST_TOLD = 200;
