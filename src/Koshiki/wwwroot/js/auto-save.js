const EVERY = 30_000;

/**
 * <auto-save data-url="/posts/…/draft" data-form="id" data-saved="下書きを保存しました（{0}）" data-failed="…"><p class="save-line" role="status"></p></auto-save>
 * Posts the form's contents every 30 seconds and on leaving a field, if they have changed. The answer is JSON:
 * { "version": … } goes into the field saved_version; problem details are shown with their title.
 */
class AutoSave extends HTMLElement {
  #listening = new AbortController();
  #timer = 0;
  #saved = '';
  #busy = false;

  connectedCallback() {
    const form = document.getElementById(this.dataset.form ?? '');
    if (!(form instanceof HTMLFormElement)) return;

    this.#saved = print(form);
    this.#listening = new AbortController();
    form.addEventListener('focusout', () => void this.#save(form), { signal: this.#listening.signal });
    form.addEventListener('submit', () => this.disconnectedCallback(), { signal: this.#listening.signal });
    this.#timer = setInterval(() => void this.#save(form), EVERY);
  }

  disconnectedCallback() {
    this.#listening.abort();
    clearInterval(this.#timer);
  }

  /** @param {HTMLFormElement} form */
  async #save(form) {
    const contents = print(form);
    if (this.#busy || contents === this.#saved || !this.dataset.url) return;
    this.#busy = true;
    try {
      const answer = await fetch(this.dataset.url, {
        method: 'POST', body: new URLSearchParams(contents), headers: { accept: 'application/json' }, credentials: 'same-origin', redirect: 'error',
      });
      const said = answer.headers.get('content-type')?.includes('json') ? await answer.json() : {};
      if (!answer.ok) {
        this.#say(said.title ?? this.dataset.failed ?? '');
        return;
      }

      this.#saved = contents;
      const version = form.elements.namedItem('saved_version');
      if (version instanceof HTMLInputElement && said.version !== undefined) {
        version.value = String(said.version);
        this.#saved = print(form);
      }
      this.#say((this.dataset.saved ?? '{0}').replace('{0}', new Date().toLocaleTimeString('ja-JP', { hour: '2-digit', minute: '2-digit' })));
    } catch {
      this.#say(this.dataset.failed ?? '');
    } finally {
      this.#busy = false;
    }
  }

  /** @param {string} sentence */
  #say(sentence) {
    const line = this.querySelector('[role="status"]');
    if (line) line.textContent = sentence;
  }
}

/** The form's text fields as they would be posted, without its one-time id, which saving a draft does not use up. @param {HTMLFormElement} form */
function print(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && name !== '_once') fields.append(name, value);
  return fields.toString();
}

customElements.define('auto-save', AutoSave);
