import type { DynamicModule, Type } from '@nestjs/common';

/** The modules of all rooms, lowest floor first. */
export const rooms: (Type | DynamicModule)[] = [];
