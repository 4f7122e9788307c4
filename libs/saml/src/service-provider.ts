import type { KeyPair } from './keys/key-pair';

/** A text in one language; `language` is a BCP 47 tag such as `en` or `pt`. */
export interface LocalizedText {
  language: string;
  text: string;
}

/** An attribute that our metadata asks for (SAML metadata 2.4.4.2). */
export interface RequestedAttribute {
  name: string;
  nameFormat?: string;
  friendlyName?: string;
  isRequired?: boolean;
}

/** Somebody a federation may write to. `security` is published in the REFEDS form. */
export interface ContactPerson {
  kind: 'technical' | 'support' | 'administrative' | 'security';
  givenName: string;
  email: string;
}

/** Who runs the service (SAML metadata 2.3.2.1). */
export interface Organization {
  language: string;
  name: string;
  displayName: string;
  url: string;
}

/** Which subject identifier an identity provider is asked for (OASIS Subject Identifier Attributes 1.0). */
export type SubjectIdRequirement = 'subject-id' | 'pairwise-id' | 'any' | 'none';

/** Our side of the federation: what signs, what decrypts, and what the metadata says about us. */
export interface ServiceProvider {
  /** An absolute URI of at most 256 characters that does not change when hosts do. */
  entityId: string;
  /** Where responses are posted; taken from configuration, never from a request's host name. */
  acsUrl: string;
  /** Where requests and answers of single logout come, by redirect; not published when left out. */
  sloUrl?: string;
  signing: KeyPair;
  /** Signing certificates published beside the one in use while keys are being changed. */
  upcomingSigningCertificates?: readonly string[];
  /** Every key that may still be in use by an identity provider; each is tried. */
  decryption: readonly KeyPair[];
  /** Certificates (PEM) that others are told to encrypt by; those of every decryption key when left out. */
  encryptionCertificates?: readonly string[];
  /** The name people see at the identity provider, in English. */
  displayName: string;
  displayNames?: readonly LocalizedText[];
  description?: readonly LocalizedText[];
  informationUrl?: string;
  privacyStatementUrl?: string;
  /** An https or data URL with its size in pixels. */
  logo?: { url: string; width: number; height: number };
  discoveryResponseUrl?: string;
  requestedAttributes?: readonly RequestedAttribute[];
  subjectIdRequirement?: SubjectIdRequirement;
  entityCategories?: readonly string[];
  assuranceCertifications?: readonly string[];
  organization?: Organization;
  contacts?: readonly ContactPerson[];
}
