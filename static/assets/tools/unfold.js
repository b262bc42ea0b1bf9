// Unfolds what an address leads to: a source, or a standard, that stands in a fold.
// Newer browsers do so themselves.
function unfold() {
  var id = decodeURIComponent(location.hash.slice(1)), target = id && document.getElementById(id);
  if (!target) return;
  for (var e = target; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
  target.scrollIntoView();
}
addEventListener("hashchange", unfold);
unfold();
