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

// On a narrow screen a filter starts folded, so that the list comes first; and stays as it was left.
let filtersOpen = !matchMedia('(max-width: 60rem)').matches;
function foldFilters() {
  document.querySelectorAll('details.filters').forEach(details => {
    details.open = filtersOpen;
    details.addEventListener('toggle', () => { filtersOpen = details.open; });
  });
}
document.addEventListener('DOMContentLoaded', foldFilters);
document.addEventListener('htmx:afterSettle', foldFilters);
