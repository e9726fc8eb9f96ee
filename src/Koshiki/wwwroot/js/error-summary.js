/** Moves to the error summary when the page opens, and from its links to the control, with its label in view. */

const summary = /** @type {HTMLElement | null} */ (document.querySelector('[data-error-summary]'));

summary?.focus();
summary?.addEventListener('click', event => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const control = link?.hash ? document.getElementById(link.hash.slice(1)) : null;
  if (!control) return;

  event.preventDefault();
  const frame = control.closest('fieldset') ?? control.closest('.field') ?? control;
  frame.scrollIntoView();
  control.focus({ preventScroll: true });
});
