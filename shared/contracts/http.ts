/**
 * Sent with every answer to a reader, by the local server and by the deployed face alike. The site is our own files only:
 * no inline script, no frame, nothing from elsewhere. The one inline style allowed, by its hash, is that of the
 * procès-verbal, which must print right when it is saved alone.
 */
export const SECURITY_HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-rRcGVbtJmz8Tvwh6wW3oZxR2gGkNpPH+ptDANFgHiD0='; img-src 'self' data:; font-src 'self'; " +
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
} as const satisfies Readonly<Record<string, string>>;
