// What can be done with a page: read it aloud, share it, tell that it is wrong.
// Pages are whole without this script; it sets classes on the root element, so
// that buttons show themselves only where they work.
import "./tools/share.js";
import "./tools/aloud.js";
