import { z } from 'zod';

/** POST /api/classes/{id}/announcements. */
export const newAnnouncementSchema = z
  .object({
    text: z.string().trim().min(1, 'expected some words').max(1000),
    people: z
      .array(z.string().min(1).max(36))
      .min(1)
      .max(1000)
      .optional()
      .describe('learners of the class; all of them when left out'),
  })
  .meta({ id: 'NewAnnouncement' });
export type NewAnnouncement = z.infer<typeof newAnnouncementSchema>;

/** What was said to a class, or to some of it, for who teaches it. */
export const announcementSchema = z
  .object({
    id: z.string(),
    text: z.string(),
    by: z.string().describe('display name'),
    at: z.iso.datetime(),
    toAll: z.boolean(),
    sent: z.int(),
    read: z.int(),
    unreadBy: z.array(z.string()).describe('display names; the first 20'),
  })
  .meta({ id: 'Announcement' });
export type Announcement = z.infer<typeof announcementSchema>;

/** GET /api/classes/{id}/announcements: the latest first, at most 100. */
export const announcementsSchema = z
  .object({ announcements: z.array(announcementSchema) })
  .meta({ id: 'Announcements' });
export type Announcements = z.infer<typeof announcementsSchema>;

/** GET /api/announcements: what was said to the viewer within a week and is not marked as read, the latest first. */
export const ownAnnouncementsSchema = z
  .object({
    announcements: z.array(
      z.object({
        id: z.string(),
        text: z.string(),
        by: z.string(),
        at: z.iso.datetime(),
        class: z.object({ id: z.string(), code: z.string(), title: z.string() }),
      }),
    ),
  })
  .meta({ id: 'OwnAnnouncements' });
export type OwnAnnouncements = z.infer<typeof ownAnnouncementsSchema>;
