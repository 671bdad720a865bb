/** Raised whenever the words of the privacy notice change; a request keeps the one that was shown with it (R-PI-3). */
export const privacyVersion = '2026-11.2'
