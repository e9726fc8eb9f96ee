const EVERY = 30_000;

/** How the server answers a form whose sign-in has ended. */
const ENDED = [400, 401];

/**
 * <auto-save data-url="/posts/…/draft" data-form="id" data-saved="下書きを保存しました（{0}）" data-failed="…" data-ended="…"><p class="save-line" role="status"></p></auto-save>
 * Posts the form's contents every 30 seconds and on leaving a field, if they have changed. The answer is JSON:
 * { "version": …, "fields": { name: value }, "said": …, "address": … } goes into the hidden fields saved_version and those named, and what is said into
 * the line; the page takes the draft's own address, so that loading it again or coming back to it shows the draft;
 * problem details are shown with their title, and with status 409 what has data-conflict appears. After the sign-in has ended the page stays as it is:
 * only a pressed button keeps what was typed.
 */
class AutoSave extends HTMLElement {
  #listening = new AbortController();
  #timer = 0;
  #saved = '';
  /** @type {Promise<void> | null} The save under way. */
  #saving = null;
  /** A field was left while a save was under way: what it holds is saved after it. */
  #again = false;

  connectedCallback() {
    const form = document.getElementById(this.dataset.form ?? '');
    if (!(form instanceof HTMLFormElement)) return;

    this.#saved = print(form);
    this.#listening = new AbortController();
    form.addEventListener('focusout', () => void this.#save(form), { signal: this.#listening.signal });
    form.addEventListener('submit', event => this.#leave(event, form), { signal: this.#listening.signal });
    this.#timer = setInterval(() => void this.#save(form), EVERY);
  }

  disconnectedCallback() {
    this.#listening.abort();
    clearInterval(this.#timer);
  }

  /**
   * A save under way ends first: pressing a button leaves a field, and what that stores would otherwise meet the form as somebody else's change.
   * @param {SubmitEvent} event
   * @param {HTMLFormElement} form
   */
  #leave(event, form) {
    const saving = this.#saving;
    this.disconnectedCallback();
    if (!saving) return;
    event.preventDefault();
    void saving.then(() => form.requestSubmit(event.submitter));
  }

  /** @param {HTMLFormElement} form */
  #save(form) {
    this.#again = this.#saving !== null;
    this.#saving ??= this.#sendAll(form).finally(() => { this.#saving = null; });
    return this.#saving;
  }

  /** @param {HTMLFormElement} form */
  async #sendAll(form) {
    do {
      this.#again = false;
      await this.#send(form);
    } while (this.#again);
  }

  /** @param {HTMLFormElement} form */
  async #send(form) {
    const contents = print(form);
    if (contents === this.#saved || !this.dataset.url) return;
    try {
      const answer = await fetch(this.dataset.url, {
        method: 'POST', body: new URLSearchParams(contents), headers: { accept: 'application/json' }, credentials: 'same-origin', redirect: 'error',
      });
      const said = answer.headers.get('content-type')?.includes('json') ? await answer.json() : {};
      this.querySelector('[data-conflict]')?.toggleAttribute('hidden', answer.status !== 409);
      if (!answer.ok) {
        this.#say((ENDED.includes(answer.status) ? this.dataset.ended : said.title) ?? this.dataset.failed ?? '');
        return;
      }

      this.#saved = contents;
      for (const [name, value] of Object.entries({ ...said.fields, saved_version: said.version })) {
        const field = form.elements.namedItem(name);
        if (field instanceof HTMLInputElement && value !== undefined) field.value = String(value);
      }
      this.#saved = withFields(contents, form, ['saved_version', ...Object.keys(said.fields ?? {})]);
      if (said.address) history.replaceState(history.state, '', said.address);
      this.#say(said.said ?? (this.dataset.saved ?? '{0}').replace('{0}', new Date().toLocaleTimeString('ja-JP', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Tokyo' })));
    } catch {
      this.#say(this.dataset.failed ?? '');
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

/** What was saved, with the hidden fields that the answer has changed since; what was typed meanwhile is not yet saved. @param {string} contents @param {HTMLFormElement} form @param {string[]} names */
function withFields(contents, form, names) {
  const now = new URLSearchParams(print(form));
  const fields = new URLSearchParams(contents);
  for (const name of names) if (now.has(name)) fields.set(name, now.get(name) ?? '');
  return fields.toString();
}

customElements.define('auto-save', AutoSave);
