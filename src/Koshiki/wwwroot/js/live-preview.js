/**
 * <live-preview data-for="id of a text box" data-into="id of an element" data-otherwise="id of another box">
 * Shows what is being written in the preview; an empty box shows what stands in the other one (the common text).
 */
class LivePreview extends HTMLElement {
  #listening = new AbortController();

  connectedCallback() {
    const box = /** @type {HTMLTextAreaElement | null} */ (document.getElementById(this.dataset.for ?? ''));
    const otherwise = /** @type {HTMLTextAreaElement | null} */ (document.getElementById(this.dataset.otherwise ?? ''));
    const into = document.getElementById(this.dataset.into ?? '');
    if (!box || !into) return;

    const show = () => { into.textContent = box.value || otherwise?.value || ''; };
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const source of [box, otherwise]) {
      source?.addEventListener('input', event => { if (!(/** @type {InputEvent} */ (event).isComposing)) show(); }, { signal });
      source?.addEventListener('compositionend', show, { signal });
    }
  }

  disconnectedCallback() {
    this.#listening.abort();
  }
}

customElements.define('live-preview', LivePreview);
