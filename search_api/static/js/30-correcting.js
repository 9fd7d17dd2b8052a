// On the page that corrects a reading: words that are selected in the archived text are put in the field for them.
(function () {
  "use strict";

  var text = document.querySelector("[data-words]");
  var field = document.getElementById("ord");
  if (!text || !field) return;
  document.querySelectorAll("[data-select]").forEach(function (hint) { hint.hidden = false; });

  function take() {
    var selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    if (!text.contains(selection.getRangeAt(0).commonAncestorContainer)) return;
    var words = selection.toString().trim();
    if (words) field.value = words;
  }
  document.addEventListener("selectionchange", take);
})();
