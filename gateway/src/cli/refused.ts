/** A command cannot do what it was asked, for a reason its operator can mend; the message is for the terminal. */
export class Refused extends Error {}
