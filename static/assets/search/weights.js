// The weights that order hits. They lie between 0 and 1, some are negative. find.js
// specifies how they work together. After a change run
//
//	go test -run TestQuestions -v ./generator/browser

// The worth of an entry's own names.
export const title = 1;
export const otherName = 0.97;
export const phone = 0.8;

// The worth of the name of the group, domain or agency that an entry belongs to.
export const group = 0.55;
export const leadAgency = 0.45;
export const domain = 0.4;
export const city = 0.4; // for its counties
export const otherAgency = 0.25;

// The worth of a synonym for the entries with its term.
export const termIsTitle = 0.95;
export const termIsName = 0.93;
export const termInName = 0.7; // and up to termShare more, by its share of the name
export const termShare = 0.2;
export const termInDetails = 0.55;

// The worth of two neighbouring characters in a text of an entry.
export const inSummary = 0.55;
export const inPeople = 0.5;
export const inStandard = 0.45;
export const inLocalText = 0.35;
export const inText = 0.38;

// A name that matches in part counts less: an entry's own name at least ownLeast,
// any other name by the cube of the share that matches.
export const ownLeast = 0.65;
export const spokenName = 0.8; // the name's worth if only a synonym leads to it

// The quality of a match that differs from the query.
export const sound = 0.9; // the same syllables
export const spelt = 0.97; // letters read as pinyin
export const confused = 0.1; // less than either, for syllables that people mix up
export const slip = 0.88; // one character differs
export const shortSlip = 0.8; // in a name of three characters
export const chanceSlip = 0.71; // in a name of three characters, in a sentence
export const initials = 0.8; // initials only; whole syllables count fully
export const innerStart = 0.85; // letters that begin within the name
export const speltUnder = 0.6; // for the entries below the name
export const withoutAsking = 0.9; // the query without the words that ask
export const asGiven = 0.6; // the query as it is, when its letters spell words

// A query of one character.
export const singleFirst = 0.8; // a name begins with it
export const singleInside = 0.6;
export const singleUnder = 0.5; // for the entries below the name

// The weight of a part of a query: at least rareLeast, and 1 if one name or none
// has it.
export const asking = 0.08; // words that ask, places, years, ages, sums
export const people = 0.7; // names of groups, beside other content, of the weight else
export const beside = 0.5; // in a clause beside the question, of the weight else
export const before = 0.7; // before a question that something follows, of the weight else
export const saysNothing = 0.1; // parts below this say nothing
export const rareLeast = 0.35;
export const telling = 0.8; // parts above this find private entries by a part of their names
export const askingSyllable = 0.3;

// The points of a hit: its cover, and these.
export const likeName = 0.35; // how much of the name and the query are the same
export const isName = 0.5; // the name is the query
export const holdsQuery = 0.3; // the name has the query in one piece
export const ofKind = { item: 0.06, group: 0.04, agency: 0.03, domain: 0.01, guide: 0, phone: 0.02, place: 0.02 };
export const called = 0.1; // an item, or an entry called by a word of a query that does not ask
export const told = 0.45; // its text has what the query says in a row
export const otherPeople = -0.15; // the title names people whom the query does not name
export const local = 0.01; // the edition's own
export const absent = -0.02; // does not apply in the edition

// The limits of a hit.
export const enough = 0.42; // the share of the query that a hit covers at least
export const besideBest = 0.45; // the share of the best hit's cover that a hit has at least
export const sureName = 0.9; // an entry whose name has this share of the query is a hit with less cover,
export const sureCover = 0.1; // namely this
export const sureOutside = 0.5; // a hit whose whole name has this share of the query stands against a word of what the handbook does not hold

// The search takes a further step if the best cover is below this.
export const tryWords = 0.8;
export const tryDetails = 0.8;
export const trySounds = 0.75;
export const tryTexts = 0.55;
export const tryOtherwise = 0.85;
