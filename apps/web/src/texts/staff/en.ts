/** The pages of instructors, identity admins and operators. */
export const staffEn = {};

export type StaffTexts = typeof staffEn;
