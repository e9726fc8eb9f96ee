/**
 * <session-watch data-seconds="3600" data-warn="300" data-extend="/session/extend">
 * Says five minutes before the sign-in ends that it will, and lets the person extend it without leaving the page.
 */
class SessionWatch extends HTMLElement {
  #timer = 0;
  #listening = new AbortController();

  connectedCallback() {
    this.#listening = new AbortController();
    this.querySelector('button')?.addEventListener('click', () => this.#extend(), { signal: this.#listening.signal });
    this.#wait(Number(this.dataset.seconds));
  }

  disconnectedCallback() {
    this.#listening.abort();
    clearTimeout(this.#timer);
  }

  /** @param {number} seconds until the sign-in ends */
  #wait(seconds) {
    this.#show('.session-warning', false);
    this.#show('.session-failed', false);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show('.session-warning', true), Math.max(0, seconds - Number(this.dataset.warn)) * 1000);
  }

  /** The sign-out form's token proves that the request comes from this page. */
  async #extend() {
    const form = document.querySelector('.header-sign-out');
    if (!(form instanceof HTMLFormElement)) return;
    try {
      const answer = await fetch(this.dataset.extend ?? '', { method: 'POST', body: new FormData(form), headers: { Accept: 'application/json' } });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      const { seconds } = await answer.json();
      this.#wait(seconds);
    } catch {
      this.#show('.session-failed', true);
    }
  }

  /** @param {string} part @param {boolean} shown */
  #show(part, shown) {
    const element = this.querySelector(part);
    if (element instanceof HTMLElement) element.hidden = !shown;
  }
}

customElements.define('session-watch', SessionWatch);
