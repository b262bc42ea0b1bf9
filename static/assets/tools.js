// The tools of a page: read it aloud, share it, report an error in it. Pages are
// complete without this script; it sets classes on the root element, so that
// buttons appear only where they work.
import "./tools/unfold.js";
import "./tools/share.js";
import "./tools/aloud.js";
