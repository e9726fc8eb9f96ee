import { counterOf } from './counting.js';

const ANNOUNCE_AFTER = 1000;

/**
 * <text-counter data-for="id" data-counter="x" data-limit="280" data-near="252" data-text="…{0}／{1}" data-over="{0}文字多すぎます。">
 * Shows the length of a text box while somebody writes, and speaks up only near or over the limit.
 */
class TextCounter extends HTMLElement {
  #listening = new AbortController();
  #timer = 0;

  connectedCallback() {
    const box = document.getElementById(this.dataset.for ?? '');
    const line = this.querySelector('.counter');
    if (!(box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement) || !line) return;

    const spoken = document.createElement('p');
    spoken.className = 'visually-hidden';
    spoken.setAttribute('role', 'status');
    this.append(spoken);

    const show = () => {
      const count = counterOf(this.dataset.counter)(box.value);
      const limit = Number(this.dataset.limit);
      const over = count > limit;
      const text = fill(this.dataset.text, count, limit) + (over ? ' ' + fill(this.dataset.over, count - limit, limit) : '');
      line.textContent = text;
      line.classList.toggle('counter-over', over);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => { spoken.textContent = count >= Number(this.dataset.near ?? limit) ? text : ''; }, ANNOUNCE_AFTER);
    };

    this.#listening = new AbortController();
    const { signal } = this.#listening;
    box.addEventListener('input', event => { if (!(/** @type {InputEvent} */ (event).isComposing)) show(); }, { signal });
    box.addEventListener('compositionend', show, { signal });
    show();
  }

  disconnectedCallback() {
    this.#listening.abort();
    clearTimeout(this.#timer);
    this.querySelector('[role="status"]')?.remove();
  }
}

/** @param {string | undefined} pattern @param {number} count @param {number} limit */
function fill(pattern, count, limit) {
  const number = new Intl.NumberFormat('ja-JP');
  return (pattern ?? '{0}／{1}').replace('{0}', number.format(count)).replace('{1}', number.format(limit));
}

customElements.define('text-counter', TextCounter);
