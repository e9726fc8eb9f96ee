import './auto-save.js';

const WAIT = 600;

/**
 * <composer-preview data-url="/posts/preview" data-form="id"><p role="status"></p><div data-into>…</div></composer-preview>
 * Fetches the right column anew while somebody writes, and shows the own text of the channels that are ticked.
 */
class ComposerPreview extends HTMLElement {
  #listening = new AbortController();
  #asking = new AbortController();
  #timer = 0;

  connectedCallback() {
    const form = document.getElementById(this.dataset.form ?? '');
    if (!(form instanceof HTMLFormElement)) return;

    this.#listening = new AbortController();
    const { signal } = this.#listening;
    form.addEventListener('input', event => { if (!(/** @type {InputEvent} */ (event).isComposing)) this.#soon(form); }, { signal });
    form.addEventListener('compositionend', () => this.#soon(form), { signal });
    form.addEventListener('change', () => showTexts(form), { signal });
    showTexts(form);
  }

  disconnectedCallback() {
    this.#listening.abort();
    this.#asking.abort();
    clearTimeout(this.#timer);
  }

  /** @param {HTMLFormElement} form */
  #soon(form) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(form), WAIT);
  }

  /** @param {HTMLFormElement} form */
  async #ask(form) {
    const into = this.querySelector('[data-into]');
    if (!into || !this.dataset.url) return;
    this.#asking.abort();
    this.#asking = new AbortController();
    try {
      const answer = await fetch(this.dataset.url, {
        method: 'POST', body: fieldsOf(form), headers: { accept: 'text/html' }, credentials: 'same-origin', redirect: 'error', signal: this.#asking.signal,
      });
      if (!answer.ok) return;
      into.innerHTML = await answer.text();
      this.#say(into.querySelector('[data-says]')?.textContent ?? '');
    } catch {
      // The last preview stays; the button renews it.
    }
  }

  /** Reads the outcome out when it has changed. @param {string} outcome */
  #say(outcome) {
    const line = this.querySelector('[role="status"]');
    if (line && line.textContent !== outcome) line.textContent = outcome;
  }
}

/** The form's text fields, without its one-time id, which looking does not use up. @param {HTMLFormElement} form */
function fieldsOf(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && name !== '_once') fields.append(name, value);
  return fields;
}

/** @param {HTMLFormElement} form */
function showTexts(form) {
  const chosen = new Set(new FormData(form).getAll('channels'));
  for (const box of form.querySelectorAll('[data-channel]')) {
    const own = box.querySelector('textarea');
    /** @type {HTMLElement} */ (box).hidden = !chosen.has(/** @type {HTMLElement} */ (box).dataset.channel ?? '') && !own?.value;
  }
}

customElements.define('composer-preview', ComposerPreview);
