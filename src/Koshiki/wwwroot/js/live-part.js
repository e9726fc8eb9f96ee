/**
 * <live-part data-url="…" data-every="1000"><div data-into>…</div></live-part>
 * Fetches a part of the page anew while something runs; what comes with data-done ends it. A hidden page does not ask.
 */
class LivePart extends HTMLElement {
  #timer = 0;
  #asking = new AbortController();

  connectedCallback() {
    if (this.querySelector('[data-done]')) return;
    this.#timer = setInterval(() => void this.#ask(), Number(this.dataset.every ?? 1000));
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
    this.#asking.abort();
  }

  async #ask() {
    const into = this.querySelector('[data-into]');
    if (!into || !this.dataset.url || document.hidden || into.contains(document.activeElement)) return;
    this.#asking.abort();
    this.#asking = new AbortController();
    try {
      const answer = await fetch(this.dataset.url, { headers: { accept: 'text/html' }, credentials: 'same-origin', redirect: 'error', signal: this.#asking.signal });
      if (!answer.ok) return;
      into.innerHTML = await answer.text();
      if (into.querySelector('[data-done]')) clearInterval(this.#timer);
    } catch {
      // The next second asks again; the link renews the page.
    }
  }
}

customElements.define('live-part', LivePart);
