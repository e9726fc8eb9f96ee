/**
 * How platforms count a text, for the counters that run while somebody writes.
 * The server counts again with its own tables and is the authority.
 */

/** @typedef {(text: string) => number} Counter */

/** Code points that X counts as one; all others count as two. Source: twitter-text configuration v3. */
const LIGHT_RANGES = [[0, 4351], [8192, 8205], [8208, 8223], [8242, 8247]];
const URL_LENGTH = 23;

/** Top-level domains recognised where an address is written without http. */
const BARE_DOMAINS = 'jp|com|net|org|info|biz|gov|edu|io|tv|me|app|dev|tokyo|osaka|nagoya|kyoto|okinawa|co|us|uk|asia';
const PATH = String.raw`(?:[/?#][\w!*';:=+,.$%[\]~@|&/\-()#?\u00C0-\u024F\u0400-\u04FF]*[\w=/#+\-\u00C0-\u024F\u0400-\u04FF]|[/?])?`;
const HOST = String.raw`(?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\.)+`;
const ADDRESS = new RegExp(
  String.raw`(?<![A-Za-z0-9@＠$#＃\u202A-\u202E])(?:https?://${HOST}[a-z]{2,}(?::\d+)?${PATH}|${HOST}(?:${BARE_DOMAINS})(?![a-z0-9@_-])${PATH})`, 'gi');

const segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('ja', { granularity: 'grapheme' }) : null;
const emoji = emojiPattern();

/** UTF-16 code units, as LINE counts a text message. @type {Counter} */
export function lineUnits(text) {
  return text.length;
}

/** Characters as people see them. @type {Counter} */
export function characters(text) {
  return graphemes(text).length;
}

/** X's weighted length, in its own units: half-width 1, full-width 2, an address 23, an emoji 2. @type {Counter} */
export function xWeighted(text) {
  const normal = text.normalize('NFC');
  let weight = 0;
  let from = 0;
  for (const found of normal.matchAll(ADDRESS)) {
    weight += weigh(normal.slice(from, found.index)) + URL_LENGTH;
    from = found.index + found[0].length;
  }
  return weight + weigh(normal.slice(from));
}

/** @type {Record<string, Counter>} */
const counters = { line: lineUnits, characters, x: xWeighted };

/** Makes a counter known to text-counter elements under a name. @param {string} name @param {Counter} counter */
export function register(name, counter) {
  counters[name] = counter;
}

/** @param {string | undefined} name @returns {Counter} */
export function counterOf(name) {
  return counters[name ?? ''] ?? characters;
}

/** @param {string} text */
function weigh(text) {
  let weight = 0;
  for (const grapheme of graphemes(text)) {
    if (emoji.test(grapheme)) {
      weight += 2;
      continue;
    }
    for (const letter of grapheme) {
      const code = letter.codePointAt(0) ?? 0;
      weight += LIGHT_RANGES.some(([first, last]) => code >= first && code <= last) ? 1 : 2;
    }
  }
  return weight;
}

/** @param {string} text @returns {string[]} */
function graphemes(text) {
  return segmenter ? Array.from(segmenter.segment(text), part => part.segment) : Array.from(text);
}

/** Emoji sequences, where the browser knows them; pictographs otherwise. */
function emojiPattern() {
  try {
    return new RegExp(String.raw`^\p{RGI_Emoji}$`, 'v');
  } catch {
    return /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3)/u;
  }
}
