/**
 * <password-check data-label="…" data-hint="…" data-show="…" data-for="name of the tick boxes" data-kept="…{0}" data-missing="…{0}" data-empty="…">
 * Looks at a password's composition without sending it: the box that it makes stands in no form and has no name, and what was typed is forgotten
 * when the page is left. It ticks the form's boxes; the person still sends them.
 */
class PasswordCheck extends HTMLElement {
  #listening = new AbortController();

  connectedCallback() {
    const boxes = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll(`input[type="checkbox"][name="${this.dataset.for}"]`)]);
    if (boxes.length === 0) return;

    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const label = document.createElement('label');
    label.className = 'label';
    label.textContent = this.dataset.label ?? '';
    const box = document.createElement('input');
    box.type = 'password';
    box.className = 'input width-l';
    box.autocomplete = 'off';
    box.spellcheck = false;
    box.id = label.htmlFor = 'password-check-box';
    const hint = document.createElement('p');
    hint.className = 'hint';
    hint.id = 'password-check-hint';
    hint.textContent = this.dataset.hint ?? '';
    box.setAttribute('aria-describedby', hint.id);
    const says = document.createElement('p');
    says.setAttribute('role', 'status');
    says.textContent = this.dataset.empty ?? '';
    this.replaceChildren(label, hint, box, says);

    box.addEventListener('input', () => {
      if (box.value.length === 0) {
        says.textContent = this.dataset.empty ?? '';
        return;
      }

      const kept = rulesKept(box.value);
      const missing = [];
      for (const rule of boxes) {
        rule.checked = kept.has(rule.value);
        if (!rule.checked) missing.push(rule.labels?.[0]?.textContent ?? '');
      }

      says.textContent = missing.length === 0 ? this.dataset.kept ?? '' : (this.dataset.missing ?? '').replace('{0}', missing.join('、'));
    }, { signal });
    // Enter would do nothing here; a password must not linger for the back button either.
    window.addEventListener('pagehide', () => { box.value = ''; }, { signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
    this.replaceChildren();
  }
}

/** @param {string} password @returns {Set<string>} the rules that it keeps */
function rulesKept(password) {
  const kept = new Set();
  if ([...password].length >= 8) kept.add('EightOrMore');
  if (/[A-Z]/.test(password)) kept.add('Upper');
  if (/[a-z]/.test(password)) kept.add('Lower');
  if (/[0-9]/.test(password)) kept.add('Digit');
  if (/[!-/:-@[-`{-~]/.test(password)) kept.add('Symbol');
  return kept;
}

customElements.define('password-check', PasswordCheck);
