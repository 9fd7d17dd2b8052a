// Keys on the screening page: each button that has a data-key is pressed by that key. The keys are shown on the buttons
// and can be switched off, which is remembered (WCAG 2.1.4); they do nothing while somebody types or with a modifier.
(function () {
  "use strict";

  var REMEMBERED = "utblick-keys-off";

  function remembered() {
    try { return localStorage.getItem(REMEMBERED) === "1"; } catch (error) { return false; } // storage may be forbidden
  }

  function remember(off) {
    try {
      if (off) localStorage.setItem(REMEMBERED, "1");
      else localStorage.removeItem(REMEMBERED);
    } catch (error) { /* then it holds for this page alone */ }
  }

  var choice = document.querySelector("[data-keys]");
  if (!choice) return;
  var box = choice.querySelector("input");
  choice.hidden = false;

  function show() {
    document.documentElement.classList.toggle("keys-on", box.checked);
    document.querySelectorAll("button[data-key]").forEach(function (button) {
      if (box.checked) button.setAttribute("aria-keyshortcuts", button.dataset.key);
      else button.removeAttribute("aria-keyshortcuts");
    });
  }

  box.checked = !remembered();
  show();
  box.addEventListener("change", function () {
    remember(!box.checked);
    show();
  });

  document.addEventListener("keydown", function (event) {
    // What a browser fills in by itself comes without a key.
    if (!event.key || !box.checked || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    var within = event.target;
    if (within.closest("textarea, select, [contenteditable]") || within.matches("input:not([type=radio], [type=checkbox])")) return;
    var button = document.querySelector('button[data-key="' + CSS.escape(event.key.toLowerCase()) + '"]');
    if (!button) return;
    event.preventDefault();
    button.click();
  });
})();
