/** A form with data-guard-sending is sent once: its button says that it is being sent, and a second press does nothing. */

/** @type {WeakSet<HTMLFormElement>} */
const sending = new WeakSet();

document.addEventListener('submit', event => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented || form.dataset.guardSending === undefined) return;
  if (sending.has(form)) {
    event.preventDefault();
    return;
  }

  sending.add(form);
  const button = /** @type {SubmitEvent} */ (event).submitter;
  if (!(button instanceof HTMLButtonElement)) return;
  button.dataset.label = button.textContent ?? '';
  button.setAttribute('aria-disabled', 'true');
  button.textContent = form.dataset.guardSending;
});

// Back from the next page by the browser's button: the form may be sent again.
window.addEventListener('pageshow', event => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll('form[data-guard-sending]')) sending.delete(/** @type {HTMLFormElement} */ (form));
  for (const button of document.querySelectorAll('button[data-label]')) {
    button.textContent = /** @type {HTMLElement} */ (button).dataset.label ?? '';
    button.removeAttribute('aria-disabled');
    button.removeAttribute('data-label');
  }
});
