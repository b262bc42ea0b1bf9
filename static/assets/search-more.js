// The steps of the search that most queries do without.
import * as more from "./search/more.js";

window.handbookSearchMore = more;
