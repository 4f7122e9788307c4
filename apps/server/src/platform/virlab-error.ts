import { type ErrorCode, ERRORS } from '@virlab/contracts';

export interface ErrorOptionsOfOurs {
  /** What is particular to this case and safe for the person to read; lower case, no full stop. */
  publicDetail?: string;
  /** What only the log may have. */
  detail?: string;
  /** Facts that the page of this code shows. */
  context?: Record<string, string>;
  /** One entry for each fault of a request or document. */
  errors?: { path: string; message: string }[];
  cause?: unknown;
}

/** A failure with a stable code: a fixed public sentence by its code, and a private detail for the log. */
export class VirlabError extends Error {
  readonly publicDetail: string | undefined;
  readonly detail: string | undefined;
  readonly context: Record<string, string> | undefined;
  readonly errors: { path: string; message: string }[] | undefined;

  constructor(
    readonly code: ErrorCode,
    options: ErrorOptionsOfOurs = {},
  ) {
    super(`${code}${options.detail ? `: ${options.detail}` : ''}`, { cause: options.cause });
    this.name = 'VirlabError';
    this.publicDetail = options.publicDetail;
    this.detail = options.detail;
    this.context = options.context;
    this.errors = options.errors;
  }

  /** HTTP status of the code. */
  get status(): number {
    return ERRORS[this.code].status;
  }

  /** WebSocket close code of the code; 4500 for codes that no console meets. */
  get wsClose(): number {
    const facts = ERRORS[this.code];
    return 'wsClose' in facts ? facts.wsClose : ERRORS.internal.wsClose;
  }
}
