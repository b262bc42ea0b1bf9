// The link to the choice of a county takes the page along, behind #. Only this script
// writes it: no element of editions.html has such an id, and a link checker would
// count each link as broken.
[].forEach.call(document.querySelectorAll("a[data-keep]"), function (a) {
  a.hash = a.getAttribute("data-keep");
});
