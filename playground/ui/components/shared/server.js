// Streamlit's own script tells where it is, whatever page this is and under whatever path.
export function serverRoot() {
  const own = document.querySelector('script[src*="static/js/"]');
  return own instanceof HTMLScriptElement ? new URL("../../", own.src) : new URL(document.baseURI);
}
