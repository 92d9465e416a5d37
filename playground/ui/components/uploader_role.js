// In the head of each page, before Streamlit: see uploader_role.py. Streamlit's place for files is
// named, focusable by script, and said to be mere presentation: no reader can make sense of that. It
// is a group with a name.

(() => {
  const WRONG = 'section[data-testid="stFileUploaderDropzone"][role="presentation"]';

  function mend() {
    document.querySelectorAll(WRONG).forEach((section) => section.setAttribute("role", "group"));
  }

  // For as long as the page lives, whatever is drawn in it. An observer is called before anything is
  // drawn of what it observes: nobody meets the wrong role.
  new MutationObserver(mend).observe(document, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["role"] });
})();
