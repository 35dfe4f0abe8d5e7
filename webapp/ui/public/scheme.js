// Before anything is painted: light or dark, as chosen or as the system says.
(function () {
  var chosen = null;
  try {
    chosen = window.localStorage.getItem('signalbox-scheme');
  } catch {
    // No storage, no choice.
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
