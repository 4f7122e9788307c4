import type {
  Announcement,
  Announcements,
  Attendance,
  ExportAttendance,
  Job,
  Lesson,
  Lessons,
  NewAnnouncement,
  NewLesson,
  OwnAnnouncements,
  Readiness,
  ReadinessQuery,
} from '@virlab/contracts';
import { type ApiOptions, request, requestText } from './http';

/** The lessons of a class: who is ready for them, who was there, and what is announced. */
export class LessonsClient {
  constructor(private readonly options: ApiOptions) {}

  list(classId: string, signal?: AbortSignal) {
    return request<Lessons>(this.options, 'GET', of(classId, 'lessons'), undefined, signal);
  }

  add(classId: string, lesson: NewLesson) {
    return request<Lesson>(this.options, 'POST', of(classId, 'lessons'), lesson);
  }

  change(classId: string, id: string, lesson: NewLesson) {
    return request<Lesson>(this.options, 'PUT', of(classId, `lessons/${encodeURIComponent(id)}`), lesson);
  }

  remove(classId: string, id: string) {
    return request<object>(this.options, 'DELETE', of(classId, `lessons/${encodeURIComponent(id)}`));
  }

  /** Of the next lesson, or of the chosen one. */
  readiness(classId: string, query: ReadinessQuery, signal?: AbortSignal) {
    return request<Readiness>(this.options, 'GET', of(classId, 'readiness', query), undefined, signal);
  }

  /** Begins a job that brings to run what is not ready. */
  prepare(classId: string) {
    return request<Job>(this.options, 'POST', of(classId, 'prepare'));
  }

  attendance(classId: string, query: ReadinessQuery, signal?: AbortSignal) {
    return request<Attendance>(this.options, 'GET', of(classId, 'attendance', query), undefined, signal);
  }

  /** The same as CSV; the reason is kept in the trail. */
  exportAttendance(classId: string, wish: ExportAttendance): Promise<string> {
    return requestText(this.options, 'POST', of(classId, 'attendance/export'), wish);
  }

  announcements(classId: string, signal?: AbortSignal) {
    return request<Announcements>(this.options, 'GET', of(classId, 'announcements'), undefined, signal);
  }

  announce(classId: string, announcement: NewAnnouncement) {
    return request<Announcement>(this.options, 'POST', of(classId, 'announcements'), announcement);
  }

  /** What was announced to oneself and is not marked as read. */
  ownAnnouncements(signal?: AbortSignal) {
    return request<OwnAnnouncements>(this.options, 'GET', '/api/announcements', undefined, signal);
  }

  markRead(id: string) {
    return request<object>(this.options, 'POST', `/api/announcements/${encodeURIComponent(id)}/read`);
  }
}

function of(classId: string, what: string, query: ReadinessQuery = {}): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined));
  return `/api/classes/${encodeURIComponent(classId)}/${what}${search.size > 0 ? `?${search}` : ''}`;
}
