// What script adds to every page. Nothing here is needed to do the work; the server decides everything again.
import './guard-sending.js';
import './error-summary.js';
import './text-counter.js';
import './live-preview.js';
import './auto-save.js';
import './composer.js';
import './segment-count.js';
import './live-part.js';
import './password-check.js';
import './session-watch.js';
