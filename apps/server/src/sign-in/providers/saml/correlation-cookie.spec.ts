import { describe, expect, it } from 'vitest';
import type { Request, Response } from 'express';
import { readSettings } from '../../../config/index';
import { correlationCookieName, setCorrelationCookie } from './correlation-cookie';

const https = readSettings({ VIRLAB_PUBLIC_URL: 'https://virlab.example.edu' });
const loopback = readSettings({ VIRLAB_PUBLIC_URL: 'http://localhost:3000' });

function set(settings: typeof https, cookie = '') {
  const given: { name: string; options: object }[] = [];
  const cleared: string[] = [];
  const response = {
    cookie: (name: string, _: string, options: object) => given.push({ name, options }),
    clearCookie: (name: string) => cleared.push(name),
  } as unknown as Response;
  const request = { headers: { cookie } } as Request;
  const name = correlationCookieName(settings, '_1');
  setCorrelationCookie(request, response, settings, { name, value: 'secret' });
  return { given, cleared };
}

describe('the correlation cookie', () => {
  it('should come back with a post from another site over https', () => {
    const [cookie] = set(https).given;
    expect(cookie?.name).toMatch(/^__Secure-virlab-signin-[0-9a-f]{12}$/);
    expect(cookie?.options).toEqual({
      httpOnly: true,
      secure: true,
      sameSite: 'none',
      path: '/saml',
      maxAge: 900_000,
    });
  });

  it('should do without Secure on loopback', () => {
    const [cookie] = set(loopback).given;
    expect(cookie?.name).toMatch(/^virlab-signin-[0-9a-f]{12}$/);
    expect(cookie?.options).toEqual({ httpOnly: true, sameSite: 'lax', path: '/saml', maxAge: 900_000 });
  });

  it('should have a name of its own for each request', () => {
    expect(correlationCookieName(https, '_1')).not.toBe(correlationCookieName(https, '_2'));
  });

  it('should take away the others only when they are too many', () => {
    const held = (count: number) =>
      Array.from({ length: count }, (_, n) => `virlab-signin-${n}=x`).join('; ');
    expect(set(loopback, `${held(19)}; other=1`).cleared).toEqual([]);
    expect(set(loopback, `${held(20)}; other=1`).cleared).toHaveLength(20);
  });
});
