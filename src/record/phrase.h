/* record/phrase.h - phrases that press, promise or pretend: rows of data/phrases.txt,
 * searched all at once.
 *
 * A row is not evidence of anything: bills, banks and post offices use most of them
 * honestly. What stands in a message and where is told by language/lever.h; what it is
 * worth beside other findings, the checks say. */
#pragma once
#include "base/automaton.h"
#include "record/fold.h"

/* What a phrase does. The first ones are levers, by which readers are moved; the others
 * help to read what stands beside them. */
enum phrase_kind {
	LEVER_URGENT,	   /* at once */
	LEVER_DEADLINE,	   /* by then; its length is read */
	LEVER_THREAT,	   /* or else */
	LEVER_AUTHORITY,   /* police, court, tax office */
	LEVER_REWARD,	   /* money or goods for nothing */
	LEVER_SECRECY,	   /* tell nobody */
	LEVER_HELPDESK,	   /* the administrator of your mailbox */
	LEVER_DELIVERY,	   /* a parcel */
	LEVER_TAX,	   /* tax, customs */
	LEVER_PAYMENT,	   /* money is due, or was taken */
	LEVER_CREDENTIALS, /* confirm, sign in, enter the password */
	LEVER_UNREACHABLE, /* do not call, I am in a meeting */
	LEVERS,
	WORD_COMMON = LEVERS, /* a word by which the language is known */
	WORD_NUMBER,	      /* a number in letters; the remark is the number */
	WORD_NEVER,	      /* "we never ask for": what follows is not asked */
	WORD_EXPOSURE,	      /* pictures, contacts, a camera: what an extortioner has */
	WORD_DEMAND,	      /* send the money there */
	WORD_ACCUSATION, /* a person named behind it is said to have done something */
	WORD_CONTACT,	 /* a way to ask: reply, contact us */
	WORD_CALL,	 /* call us */
	WORD_FAVOUR,	 /* "are you at your desk?": how a talk is opened */
	WORD_STAFF,	 /* how a house speaks to its own people */
	WORD_DIAL,	 /* "call": the number follows at once */
	PHRASE_KINDS
};

/* What a message may be about, so that its reader acts. */
enum pretext {
	PRETEXT_HELD_MAIL,
	PRETEXT_QUOTA,
	PRETEXT_PASSWORD_EXPIRY,
	PRETEXT_ACCOUNT_SUSPENDED,
	PRETEXT_UNUSUAL_LOGIN,
	PRETEXT_PARCEL,
	PRETEXT_INVOICE,
	PRETEXT_UNPAID,
	PRETEXT_TAX_REFUND,
	PRETEXT_PRIZE,
	PRETEXT_INHERITANCE,
	PRETEXT_EXTORTION,
	PRETEXT_SHARED_DOCUMENT,
	PRETEXT_VOICEMAIL,
	PRETEXT_JOB,
	PRETEXT_REFUND,
	PRETEXT_CRYPTO,
	PRETEXT_SUBSCRIPTION,
	PRETEXT_LOAN,
	PRETEXT_CARD,
	PRETEXT_ROMANCE,
	PRETEXT_BANK_CHANGE,
	PRETEXT_GIFT_CARDS,
	PRETEXT_PRIVATE_CHANNEL,
	PRETEXT_VIOLATION,
	PRETEXT_INVESTMENT,
	PRETEXT_PASTE_AND_RUN,
	PRETEXT_REGISTER_OFFER,
	PRETEXT_LIST_REQUEST,
	PRETEXT_VIOLENCE,
	PRETEXTS
};

enum phrase_unit {	      /* of LEVER_DEADLINE */
		   UNIT_NONE, /* a deadline whose length is not said */
		   UNIT_MINUTES,
		   UNIT_HOURS,
		   UNIT_DAYS,
		   UNIT_WORKDAYS,
		   UNIT_WEEKS,
		   UNIT_TODAY,
		   UNIT_TOMORROW,
		   UNIT_DATE,	   /* a date stands behind it */
		   UNIT_MONTH_DAY, /* its two numbers are month and day */
		   UNIT_YEAR_MONTH_DAY,
		   PHRASE_UNITS
};

enum { PHRASE_LANGUAGES = 16 };

struct phrase {
	/* Bits of phrase_table.languages: equal phrases of several are one. */
	uint32_t languages;
	struct str text;	 /* folded: see phrase_fold */
	uint32_t kinds;		 /* bits of enum phrase_kind */
	uint32_t topics, events; /* bits of enum pretext: what it is about, what happened
				  */
	enum phrase_unit unit;
	uint32_t number;	   /* WORD_NUMBER */
	bool open_start, open_end; /* the word may go on there */
	size_t hash;		   /* where its '#' stands; STR_NPOS: none */
};

struct phrase_table {
	struct phrase *items;
	uint32_t count, cap;
	struct str languages[PHRASE_LANGUAGES];
	uint32_t language_count;
	/* Indexes of deadlines whose number may be written in letters. */
	uint32_t *numbered;
	uint32_t numbered_count;
	/* Numbers are indexes of items; each match is one that phrase_stands(). */
	const struct automaton *automaton;
};

/* Four columns: language, kinds, phrase, remark. False: one of them is not what the head
 * of the table says. Nothing of `scratch` is needed behind it. */
bool phrase_read(struct arena *arena, struct arena *scratch, const struct str columns[4],
		 struct phrase_table *ret);
/* Before the first row, if it is known how many there are at most. */
void phrases_make_room(struct arena *arena, size_t rows, struct phrase_table *ret);
/* After the last row. */
void phrases_finish(struct arena *arena, struct phrase_table *table);

/* As phrases and texts are compared: NFKC, small letters, Latin ones without their marks,
 * a run of white space as one blank (none beside letters of languages that are written
 * without), a run of digits as one '#', one form of quotes and dashes. */
void phrase_fold(struct arena *arena, struct str source, struct folded *ret);
/* The same of what fold_plain() made. */
void phrase_fold_on(struct arena *arena, const struct folded *plain, struct folded *ret);

/* Does `phrase` stand at start..end of folded `text` as words of its own? */
bool phrase_stands(const struct phrase *phrase, struct str text, size_t start,
		   size_t end);
const char *pretext_name(enum pretext pretext); /* "held-mail" */
