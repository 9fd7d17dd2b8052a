// What a swapped region of a page needs beside htmx: errors still show as pages, what was open stays open, focus stays
// where it was, and a screen reader hears how many hits there are.
(function () {
  "use strict";

  var open = [];
  var focused = null;

  // An answer that is no page of hits is fetched again as a page, so that its words are seen.
  function leave(event) {
    var path = event.detail.pathInfo && event.detail.pathInfo.finalRequestPath;
    if (path && event.detail.requestConfig.verb === "get") location.assign(path);
  }
  document.addEventListener("htmx:responseError", leave);
  document.addEventListener("htmx:sendError", leave);

  document.addEventListener("htmx:beforeSwap", function (event) {
    open = Array.from(event.target.querySelectorAll("details[data-keep][open]"), function (one) {
      return one.dataset.keep;
    });
    var active = document.activeElement;
    focused = active && active.name && event.target.contains(active) ? [active.name, active.value] : null;
  });

  document.addEventListener("htmx:afterSettle", function (event) {
    var region = document.getElementById("innehall");
    if (!region || !region.contains(event.target)) return;
    region.querySelectorAll("details[data-keep]").forEach(function (one) {
      if (open.includes(one.dataset.keep)) one.open = true;
    });
    var same = focused && Array.from(region.querySelectorAll("input, select, button")).find(function (one) {
      return one.name === focused[0] && (one.type !== "checkbox" || one.value === focused[1]);
    });
    var heading = document.getElementById("traffar");
    if (same) same.focus({ preventScroll: true });
    else if (heading) { heading.tabIndex = -1; heading.focus(); }
    var told = document.getElementById("besked");
    if (told && heading) told.textContent = heading.textContent;
    open = [];
    focused = null;
  });
})();
