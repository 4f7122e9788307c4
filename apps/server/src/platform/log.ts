import { Injectable, type LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import { Settings } from '../config/index';

/** What must never be written down, wherever it stands in a logged object. */
const SECRETS = [
  'req.headers.cookie',
  'req.headers.authorization',
  'res.headers["set-cookie"]',
  '*.SAMLResponse',
  '*.password',
  '*.secret',
  '*.ticket',
];

/** The log: one JSON line an event, secrets redacted. */
@Injectable()
export class Log implements LoggerService {
  readonly pino: Logger;

  constructor(settings: Settings) {
    this.pino = pino({ level: settings.logLevel, redact: { paths: SECRETS, censor: '[redacted]' } });
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.pino.debug({ about: rest.at(-1) }, String(message));
  }
  error(facts: unknown, message?: unknown): void {
    this.write('error', facts, message);
  }
  warn(facts: unknown, message?: unknown): void {
    this.write('warn', facts, message);
  }
  info(facts: unknown, message?: unknown): void {
    this.write('info', facts, message);
  }
  debug(facts: unknown, message?: unknown): void {
    this.write('debug', facts, message);
  }

  private write(level: 'error' | 'warn' | 'info' | 'debug', facts: unknown, message: unknown): void {
    if (typeof facts === 'object' && facts !== null) this.pino[level](facts, String(message ?? ''));
    else this.pino[level]({ about: message }, String(facts));
  }
}
