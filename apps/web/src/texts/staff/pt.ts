import type { StaffTexts } from './en';

export const staffPt: StaffTexts = {};
