/** What a class was told, on its students' pages. */
export const announcementsEn = {
  label: 'Announcements',
  from: (name: string, of: string) => `${name}, ${of}`,
  read: 'Mark as read',
};
