/**
 * Sent with every answer to a reader, by the local server and by the deployed face alike. The site is our own files only:
 * no inline script, no frame, nothing from elsewhere. The one inline style allowed, by its hash, is that of the
 * procès-verbal, which must print right when it is saved alone.
 */
export const SECURITY_HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-vEtVGqlYo13+5yaS+nqmp1Vny4/h9bsBHvCN2/GPcE8='; img-src 'self' data:; font-src 'self'; " +
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
} as const satisfies Readonly<Record<string, string>>;

/** Instead of those of the same name, for the one page that a frame on another site may show; it has no `x-frame-options`. */
export const FRAMED_HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *",
  "cross-origin-resource-policy": "cross-origin",
} as const satisfies Partial<Readonly<Record<keyof typeof SECURITY_HEADERS, string>>>;

/** Pages of the site by the addresses that are said aloud. */
export const SITE_PAGES = {
  "/": "/index.html",
  "/ecran": "/ecran.html",
  "/widget": "/widget.html",
} as const;

/** Where the site's files lie in the bucket of a deployed stack: readers see them at the root. */
export const SITE_PREFIX = "site/";

/** What a file of the site may be, by its name's end. */
export const SITE_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
};
