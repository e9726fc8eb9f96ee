/**
 * <segment-count data-url="/line/segments/count" data-account="A001" data-form="id">fields…<p role="status"></p><div data-into>…</div></segment-count>
 * Asks for the number of people at every tick of a box and every change of the purpose, at once.
 */
class SegmentCount extends HTMLElement {
  #listening = new AbortController();
  #asking = new AbortController();

  connectedCallback() {
    const form = document.getElementById(this.dataset.form ?? '');
    if (!(form instanceof HTMLFormElement)) return;

    this.#listening = new AbortController();
    const { signal } = this.#listening;
    form.addEventListener('change', event => {
      const field = /** @type {HTMLInputElement} */ (event.target);
      if (this.contains(field)) this.#follow(field);
      if (this.contains(field) || field.name === 'purpose') void this.#ask(form);
    }, { signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
    this.#asking.abort();
  }

  /** Ticking an option of a question is choosing the segment. @param {HTMLInputElement} field */
  #follow(field) {
    if (field.type !== 'checkbox' || !field.checked) return;
    const segment = /** @type {HTMLInputElement | null} */ (this.querySelector('input[type="radio"][value="segment"]'));
    if (segment) segment.checked = true;
  }

  /** @param {HTMLFormElement} form */
  async #ask(form) {
    const into = this.querySelector('[data-into]');
    if (!into || !this.dataset.url) return;
    this.#asking.abort();
    this.#asking = new AbortController();
    const asked = new URLSearchParams({ account: this.dataset.account ?? '', purpose: String(new FormData(form).get('purpose') ?? '') });
    for (const field of this.querySelectorAll('input:checked')) asked.append(/** @type {HTMLInputElement} */ (field).name, /** @type {HTMLInputElement} */ (field).value);
    try {
      const answer = await fetch(`${this.dataset.url}?${asked}`, { headers: { accept: 'text/html' }, credentials: 'same-origin', redirect: 'error', signal: this.#asking.signal });
      if (!answer.ok) return;
      into.innerHTML = await answer.text();
      const line = this.querySelector('[role="status"]');
      const says = into.querySelector('[data-says]')?.textContent ?? '';
      if (line && line.textContent !== says) line.textContent = says;
    } catch {
      // The last number stays until the next tick; the button renews it too.
    }
  }
}

customElements.define('segment-count', SegmentCount);
