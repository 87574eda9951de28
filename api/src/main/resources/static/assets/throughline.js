'use strict';
// Comforts only: everything works without this file.

// A slider and its number field show the same value.
document.addEventListener('input', event => {
  const twin = event.target.dataset && event.target.dataset.twin;
  const other = twin && document.getElementById(twin);
  if (other) other.value = event.target.value;
});

// Commands can be copied by a button.
function addCopyButtons() {
  document.querySelectorAll('.copy-row').forEach(row => {
    if (!navigator.clipboard || row.querySelector('button')) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(row.querySelector('code').textContent);
      button.textContent = 'Copied';
    });
    row.append(button);
  });
}
document.addEventListener('DOMContentLoaded', addCopyButtons);
document.addEventListener('htmx:afterSettle', addCopyButtons);
