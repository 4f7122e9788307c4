import type { ExportAttendance, NewAnnouncement, NewLesson, ReadinessQuery } from '@virlab/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

/** How often the board of a lesson is asked for: machines get ready one by one. */
const BOARD_MS = 5_000;

/** The lessons of a class. */
export function useLessons(classId: string) {
  return useQuery({
    queryKey: keys.lessons(classId),
    queryFn: ({ signal }) => api.lessons.list(classId, signal),
  });
}

/** Plans a lesson, or changes the one of that id. */
export function useSaveLesson(classId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, lesson }: { id?: string; lesson: NewLesson }) =>
      id === undefined ? api.lessons.add(classId, lesson) : api.lessons.change(classId, id, lesson),
    onSettled: () => client.invalidateQueries({ queryKey: keys.class(classId) }),
  });
}

/** Removes a lesson. */
export function useRemoveLesson(classId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.lessons.remove(classId, id),
    onSettled: () => client.invalidateQueries({ queryKey: keys.class(classId) }),
  });
}

/** Who is ready for the next lesson, or for the chosen one, kept up to date while the page is looked at. */
export function useReadiness(classId: string, query: ReadinessQuery) {
  return useQuery({
    queryKey: keys.readiness(classId, query),
    queryFn: ({ signal }) => api.lessons.readiness(classId, query, signal),
    refetchInterval: BOARD_MS,
  });
}

/** Who was there in the latest lesson, or in the chosen one. */
export function useAttendance(classId: string, query: ReadinessQuery) {
  return useQuery({
    queryKey: keys.attendance(classId, query),
    queryFn: ({ signal }) => api.lessons.attendance(classId, query, signal),
  });
}

/** The same as CSV. */
export function useExportAttendance(classId: string) {
  return useMutation({ mutationFn: (wish: ExportAttendance) => api.lessons.exportAttendance(classId, wish) });
}

/** What was announced to a class. */
export function useAnnouncements(classId: string) {
  return useQuery({
    queryKey: keys.announcements(classId),
    queryFn: ({ signal }) => api.lessons.announcements(classId, signal),
  });
}

/** Announces something to a class or to some of it. */
export function useAnnounceToClass(classId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (announcement: NewAnnouncement) => api.lessons.announce(classId, announcement),
    onSettled: () => client.invalidateQueries({ queryKey: keys.announcements(classId) }),
  });
}

/** What was announced to oneself and is not read. */
export function useOwnAnnouncements() {
  return useQuery({
    queryKey: keys.ownAnnouncements,
    queryFn: ({ signal }) => api.lessons.ownAnnouncements(signal),
  });
}

/** Marks something that was announced to oneself as read. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.lessons.markRead(id),
    onSettled: () => client.invalidateQueries({ queryKey: keys.ownAnnouncements }),
  });
}
