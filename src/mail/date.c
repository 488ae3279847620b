/* mail/date.c - see date.h.
 *
 * The value is cut into a few tokens. The grammar of RFC 5322 is tried on them first;
 * what it does not fit is sorted by what each token can be (a month's name, a
 * time, a zone), and every deviation is noted. */
#include "mail/date.h"
#include "mail/comment.h"

#include <stdio.h>

enum { TOKENS = 24, LOOK_AHEAD = 8 };

static char *put_digits(char *out, int number, int digits)
{
	for (int i = digits; i-- > 0; number /= 10)
		out[i] = (char)('0' + number % 10);
	return out + digits;
}

static int print_civil(const struct civil *c, char out[DATE_TEXT])
{
	char *p = out;

	/* ISO 8601: more than four digits carry a sign. */
	if (c->year < 0 || c->year > 9999)
		p += snprintf(out, DATE_TEXT, "%s%04lld", c->year > 9999 ? "+" : "",
			      (long long)c->year);
	else
		p = put_digits(p, (int)c->year, 4);
	*p++ = '-';
	p = put_digits(p, c->month, 2);
	*p++ = '-';
	p = put_digits(p, c->day, 2);
	*p++ = 'T';
	p = put_digits(p, c->hour, 2);
	*p++ = ':';
	p = put_digits(p, c->minute, 2);
	*p++ = ':';
	p = put_digits(p, c->second, 2);
	return (int)(p - out);
}

struct str date_iso(int64_t utc, char out[DATE_TEXT])
{
	struct civil c;
	int n;

	civil_from_utc(utc, 0, &c);
	n = print_civil(&c, out);
	out[n++] = 'Z';
	return str_make(out, (size_t)n);
}

struct str date_iso_at(int64_t utc, int32_t offset_minutes, char out[DATE_TEXT])
{
	unsigned off =
	    offset_minutes < 0 ? 0u - (unsigned)offset_minutes : (unsigned)offset_minutes;
	struct civil c;
	char *p;

	civil_from_utc(utc, offset_minutes, &c);
	p = out + print_civil(&c, out);
	*p++ = offset_minutes < 0 ? '-' : '+';
	p = put_digits(p, (int)(off / 60 % 100), 2);
	*p++ = ':';
	p = put_digits(p, (int)(off % 60), 2);
	return str_make(out, (size_t)(p - out));
}

/* --- tokens ------------------------------------------------------------------ */

enum token_kind { T_END, T_NUMBER, T_WORD, T_SIGN };

struct token {
	enum token_kind kind; /* T_SIGN: any other single byte, in text.p[0] */
	struct str text;
	uint32_t number;
	bool blank;   /* white space stands before it */
	bool comment; /* a comment stands before it */
};

struct date_reader {
	struct token tokens[TOKENS + LOOK_AHEAD]; /* T_END from `count` on */
	uint32_t count;
	struct defects *defects;
	struct date *date;
	struct civil civil;
	bool have_time, have_zone, have_weekday, form_noted;
	int month_at; /* number of numbers seen before the month's name; -1: no name */
	struct token numbers[3];
	uint32_t number_count;
	const char *last_note;
	char separator; /* between the first two numbers */
};

/* Nine digits: more is no number a date can carry. */
static uint32_t read_number(struct str s)
{
	uint32_t value = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (value > 99999999)
			return UINT32_MAX;
		value = value * 10 + (uint32_t)(s.p[i] - '0');
	}
	return value;
}

static void take_token(struct str *rest, struct token *ret)
{
	size_t n = 1;

	if (ascii_is_digit(rest->p[0])) {
		ret->kind = T_NUMBER;
		while (n < rest->n && ascii_is_digit(rest->p[n]))
			n++;
		ret->number = read_number(str_sub(*rest, 0, n));
	} else if (ascii_is_alpha(rest->p[0])) {
		ret->kind = T_WORD;
		while (n < rest->n && ascii_is_alpha(rest->p[n]))
			n++;
	} else {
		ret->kind = T_SIGN;
	}
	ret->text = str_sub(*rest, 0, n);
	*rest = str_skip(*rest, n);
}

static void read_tokens(struct date_reader *r, struct str value)
{
	struct str rest = value;

	for (;;) {
		struct token *token = &r->tokens[r->count];
		struct str before = rest, after;

		rest = str_trim_left(rest);
		token->blank = rest.n != before.n;
		after = comment_skip(rest);
		token->comment = after.n != rest.n;
		rest = after;
		token->text = str_sub(rest, 0, 0);
		if (rest.n == 0 || r->count == TOKENS)
			return;
		take_token(&rest, token);
		r->count++;
	}
}

static bool is_sign(const struct token *token, char c)
{
	return token->kind == T_SIGN && token->text.p[0] == c;
}

static const char *const months[12] = { "january",   "february", "march",    "april",
					"may",	     "june",	 "july",     "august",
					"september", "october",	 "november", "december" };
static const char *const weekdays[7] = { "sunday",   "monday", "tuesday", "wednesday",
					 "thursday", "friday", "saturday" };

/* Index of the name that `word` is, or begins with at least three letters; -1. */
static int name_index(struct str word, const char *const *names, int count)
{
	if (word.n < 3)
		return -1;
	for (int i = 0; i < count; i++)
		if (str_starts_nocase(str_c(names[i]), word))
			return i;
	return -1;
}

/* --- zones ------------------------------------------------------------------- */

static const struct zone {
	const char *name;
	int16_t minutes;
	bool obsolete; /* in RFC 5322, 4.3; the others are in no standard */
} zones[] = {
	{ "GMT", 0, true },	{ "UT", 0, true },	 { "Z", 0, true },
	{ "EST", -300, true },	{ "EDT", -240, true },	 { "CST", -360, true },
	{ "CDT", -300, true },	{ "MST", -420, true },	 { "MDT", -360, true },
	{ "PST", -480, true },	{ "PDT", -420, true },	 { "UTC", 0, false },
	{ "JST", 540, false },	{ "KST", 540, false },	 { "HKT", 480, false },
	{ "SGT", 480, false },	{ "CET", 60, false },	 { "CEST", 120, false },
	{ "MET", 60, false },	{ "MEST", 120, false },	 { "WET", 0, false },
	{ "WEST", 60, false },	{ "EET", 120, false },	 { "EEST", 180, false },
	{ "MSK", 180, false },	{ "AKST", -540, false }, { "AKDT", -480, false },
	{ "HST", -600, false }, { "AEST", 600, false },	 { "AEDT", 660, false },
	{ "NZST", 720, false }, { "NZDT", 780, false },
};

static const struct zone *zone_of(struct str name)
{
	for (size_t i = 0; i < COUNT(zones); i++)
		if (str_eq_nocase(name, str_c(zones[i].name)))
			return &zones[i];
	return NULL;
}

static void set_zone(struct date_reader *r, int32_t minutes)
{
	r->date->offset_minutes = minutes;
	r->date->zone_known = true;
}

/* "+0900", "-0000", "+09:00", "+9"; `sign` is the token of the sign. Returns how many
 * tokens were read, 0 where this is no zone. */
static uint32_t read_offset(struct date_reader *r, const struct token *sign)
{
	const struct token *number = sign + 1;
	bool minus = is_sign(sign, '-');
	uint32_t used = 2, hours, minutes = 0;

	if ((!minus && !is_sign(sign, '+')) || number->kind != T_NUMBER ||
	    number->text.n > 4 || number->blank)
		return 0;
	hours = number->number;
	if (number->text.n > 2) {
		minutes = hours % 100;
		hours /= 100;
	} else if (is_sign(number + 1, ':') && number[2].kind == T_NUMBER) {
		minutes = number[2].number;
		used = 4;
	}
	if (number->text.n != 4)
		defect_add(r->defects, "date.zone-wrong", sign->text, number->text);
	if (minutes > 59) { /* no zone means this: read as UTC */
		defect_add(r->defects, "date.zone-wrong", sign->text, number->text);
		r->date->lawful = false;
		return used;
	}
	/* Nowhere on Earth, though the grammar goes up to 9959. */
	if (hours * 60 + minutes > 14 * 60) {
		defect_add(r->defects, "date.zone-range", sign->text, number->text);
		r->date->lawful = false;
	}
	if (!minus || hours || minutes)
		set_zone(r, (int32_t)(hours * 60 + minutes) * (minus ? -1 : 1));
	return used;
}

/* "GMT", "JST", "A", "GMT+0900". */
static uint32_t read_zone_name(struct date_reader *r, const struct token *word)
{
	const struct zone *zone = zone_of(word->text);
	uint32_t more =
	    zone && zone->minutes == 0 && !word[1].blank ? read_offset(r, word + 1) : 0;

	if (more || !zone || !zone->obsolete) {
		/* A military letter means nothing since RFC 822 had them wrong
		 * (RFC 5322, 4.3): UTC, with the true zone unknown. */
		bool letter = word->text.n == 1;

		defect_add(r->defects, letter ? "date.zone-obsolete" : "date.zone-wrong",
			   word->text, word->text);
	} else {
		defect_add(r->defects, "date.zone-obsolete", word->text, word->text);
	}
	if (!more && zone)
		set_zone(r, zone->minutes);
	return 1 + more;
}

/* --- RFC 5322 as it is written now -------------------------------------------- */

static const struct token *expect_number(const struct token *t, size_t least, size_t most,
					 int *ret)
{
	if (t->kind != T_NUMBER || t->text.n < least || t->text.n > most)
		return NULL;
	*ret = (int)t->number;
	return t + 1;
}

/*
 * time-of-day = hour ":" minute [ ":" second ], two digits each
 */
static const struct token *expect_time(const struct token *t, struct civil *c)
{
	if (!t->blank || !(t = expect_number(t, 2, 2, &c->hour)))
		return NULL;
	if (!is_sign(t, ':') || t->blank || t[1].blank)
		return NULL;
	if (!(t = expect_number(t + 1, 2, 2, &c->minute)))
		return NULL;
	if (!is_sign(t, ':'))
		return t;
	if (t->blank || t[1].blank)
		return NULL;
	return expect_number(t + 1, 2, 2, &c->second);
}

/*
 * date-time = [ day-of-week "," ] date time [CFWS]
 * date      = day month year         year = FWS 4*DIGIT FWS
 * zone      = (FWS ( "+" / "-" ) 4DIGIT)
 */
static bool read_strictly(struct date_reader *r)
{
	const struct token *t = r->tokens, *zone;
	struct civil c = { 0 };
	int weekday = -1, year, ignored;

	for (uint32_t i = 0; i < r->count; i++)
		if (r->tokens[i].comment)
			return false;
	if (t->kind == T_WORD) {
		weekday = t->text.n == 3 ? name_index(t->text, weekdays, 7) : -1;
		if (weekday < 0 || !is_sign(t + 1, ',') || t[1].blank)
			return false;
		t += 2;
	}
	if (!(t = expect_number(t, 1, 2, &c.day)) || t->kind != T_WORD ||
	    t->text.n != 3 || !t->blank)
		return false;
	c.month = name_index(t->text, months, 12) + 1;
	t++;
	if (!t->blank || !(t = expect_number(t, 4, 4, &year)) ||
	    !(t = expect_time(t, &c)))
		return false;
	c.year = year;
	zone = t;
	if (zone->kind != T_SIGN || !zone->blank ||
	    !expect_number(zone + 1, 4, 4, &ignored) || zone[2].kind != T_END ||
	    !civil_is_possible(&c) || year < 1900)
		return false;
	r->date->lawful = true;
	if (!read_offset(r, zone))
		return r->date->lawful = false;
	r->civil = c;
	r->date->weekday = (int8_t)weekday;
	r->date->zone = str_make(zone->text.p, 1 + zone[1].text.n);
	return true;
}

/* --- whatever else is found ------------------------------------------------------ */

/* One odd shape has many odd places: neighbouring notes are one. */
static void note(struct date_reader *r, const char *id, const struct token *token)
{
	if (r->last_note == id)
		return;
	r->last_note = id;
	defect_add(r->defects, id, token->text, token->text);
}

/* Order and punctuation are noted once: one odd shape has many odd places. */
static void note_form(struct date_reader *r, const struct token *token)
{
	if (!r->form_noted)
		note(r, "date.form", token);
	r->form_noted = true;
}

/* "3:04", "03:04:05", "03:04:05.678", "3:04 PM", ISO's "T03:04:05". */
static uint32_t read_time(struct date_reader *r, const struct token *t)
{
	uint32_t used = 3;

	if (t->kind != T_NUMBER || !is_sign(t + 1, ':') || t[2].kind != T_NUMBER)
		return 0;
	if (t->text.n > 2 || t[2].text.n > 2)
		return 0;
	r->civil.hour = (int)t->number;
	r->civil.minute = (int)t[2].number;
	if (is_sign(t + 3, ':') && t[4].kind == T_NUMBER && t[4].text.n <= 2) {
		r->civil.second = (int)t[4].number;
		used = 5;
		if (is_sign(t + 5, '.') && t[6].kind == T_NUMBER) {
			note_form(r, t + 5);
			used = 7;
		}
	}
	r->have_time = true;
	return used;
}

static bool read_half_of_day(struct date_reader *r, const struct token *t)
{
	bool pm = str_eq_nocase(t->text, STR("PM"));

	if (!r->have_time || r->civil.hour < 1 || r->civil.hour > 12 ||
	    (!pm && !str_eq_nocase(t->text, STR("AM"))))
		return false;
	r->civil.hour = r->civil.hour % 12 + (pm ? 12 : 0);
	note_form(r, t);
	return true;
}

/* A word: weekday, month, AM/PM, ISO's T, a zone, or nothing known. */
static uint32_t read_word(struct date_reader *r, const struct token *t)
{
	int weekday = name_index(t->text, weekdays, 7);
	int month = name_index(t->text, months, 12);

	if (weekday >= 0 && !r->have_weekday) {
		r->have_weekday = true;
		r->date->weekday = (int8_t)weekday;
		if (t->text.n != 3)
			note(r, "date.names", t);
		else if (!is_sign(t + 1, ','))
			note_form(r, t);
		return 1;
	}
	if (month >= 0 && r->month_at < 0) {
		r->month_at = (int)r->number_count;
		r->civil.month = month + 1;
		if (t->text.n != 3)
			note(r, "date.names", t);
		return 1;
	}
	if (read_half_of_day(r, t))
		return 1;
	if (!r->have_time && str_eq_nocase(t->text, STR("T"))) {
		note_form(r, t);
		return 1;
	}
	if (r->have_time && !r->have_zone) {
		uint32_t used = read_zone_name(r, t);

		r->have_zone = true;
		r->date->zone =
		    str_make(t->text.p, (size_t)(t[used - 1].text.p + t[used - 1].text.n -
						 t->text.p));
		return used;
	}
	note(r, "date.trailing", t);
	return 1;
}

static uint32_t read_one(struct date_reader *r, const struct token *t)
{
	uint32_t used;

	if (t->kind == T_WORD)
		return read_word(r, t);
	if (t->kind == T_NUMBER) {
		if (!r->have_time && (used = read_time(r, t)))
			return used;
		/* "EST5EDT": nothing is left for a number to be. */
		if (r->number_count < (r->month_at >= 0 ? 2u : 3u))
			r->numbers[r->number_count++] = *t;
		else
			note(r, "date.trailing", t);
		return 1;
	}
	if (r->have_time && !r->have_zone && (used = read_offset(r, t))) {
		r->have_zone = true;
		r->date->zone =
		    str_make(t->text.p, (size_t)(t[used - 1].text.p + t[used - 1].text.n -
						 t->text.p));
		return used;
	}
	if (r->number_count == 1 && !r->separator)
		r->separator = t->text.p[0];
	if (is_sign(t, ',') && t == r->tokens + 1 && r->have_weekday)
		return 1;
	note_form(r, t);
	return 1;
}

/* RFC 5322, 4.3: two digits are 1950 to 2049, three are counted from 1900. */
static void set_year(struct date_reader *r, const struct token *t)
{
	r->civil.year = t->number;
	if (t->text.n == 2)
		r->civil.year += t->number < 50 ? 2000 : 1900;
	else if (t->text.n == 3)
		r->civil.year += 1900;
	if (t->text.n < 4)
		note(r, "date.year-short", t);
	else if (t->number < 1900 || t->number > 9999)
		note(r, "date.year-range", t);
}

static bool set_date(struct date_reader *r, const struct token *year,
		     const struct token *month, const struct token *day)
{
	if (year->number == UINT32_MAX || day->text.n > 2 || year->text.n < 2)
		return false;
	if (month) {
		if (month->text.n > 2)
			return false;
		r->civil.month = (int)month->number;
	}
	r->civil.day = (int)day->number;
	set_year(r, year);
	return true;
}

/* With the month's name two numbers are left; the one that cannot be a day is the year.
 */
static bool sort_named(struct date_reader *r)
{
	const struct token *n = r->numbers;

	if (r->number_count != 2)
		return false;
	if (n[0].text.n > 2) {
		note_form(r, &n[0]);
		return set_date(r, &n[0], NULL, &n[1]);
	}
	if (r->month_at != 1) /* asctime, or "Jan 2, 2023" */
		note_form(r, &n[0]);
	return set_date(r, &n[1], NULL, &n[0]);
}

/* Without a name: year first is year-month-day; with dots it is day.month.year;
 * "1/2/2023" has two readings and is left alone unless one number is too large for a
 * month. */
static bool sort_numbers(struct date_reader *r)
{
	const struct token *n = r->numbers;

	if (r->number_count != 3)
		return false;
	note_form(r, &n[0]);
	if (n[0].text.n == 4)
		return set_date(r, &n[0], &n[1], &n[2]);
	if (r->separator == '.' || n[0].number > 12 || n[0].number == n[1].number)
		return set_date(r, &n[2], &n[1], &n[0]);
	if (n[1].number > 12)
		return set_date(r, &n[2], &n[0], &n[1]);
	return false;
}

static bool read_leniently(struct date_reader *r)
{
	const struct token *t = r->tokens;

	*r->date = (struct date){ .weekday = -1, .raw = r->date->raw };
	r->civil = (struct civil){ 0 };
	r->month_at = -1;
	for (uint32_t i = 0; i < r->count;) {
		if (t[i].comment && i > 0)
			note(r, "date.comment-inside", &t[i]);
		i += read_one(r, &t[i]);
	}
	if (!(r->month_at >= 0 ? sort_named(r) : sort_numbers(r)))
		return false;
	if (!r->have_time)
		note(r, "date.time-missing", &t[r->count]);
	else if (!r->have_zone)
		note(r, "date.zone-missing", &t[r->count]);
	return true;
}

/* "+0900 (JST)": the comment belongs to the zone as written. */
static void extend_zone(struct date *date)
{
	struct str after, comment;
	size_t length;

	if (!date->zone.p)
		return;
	after =
	    str_make(date->zone.p + date->zone.n,
		     (size_t)(date->raw.p + date->raw.n - date->zone.p) - date->zone.n);
	comment = str_trim_left(after);
	if (comment.n && comment.p[0] == '(' && (length = comment_length(comment, NULL)))
		date->zone.n = (size_t)(comment.p + length - date->zone.p);
}

static void check_weekday(struct date_reader *r)
{
	struct civil c;

	if (r->date->weekday < 0)
		return;
	civil_from_utc(civil_to_utc(&r->civil), 0, &c);
	/* A leap second at the very end of the day reads as the next one. */
	if (r->civil.second == 60)
		civil_from_utc(civil_to_utc(&r->civil) - 1, 0, &c);
	r->date->weekday_wrong = c.weekday != r->date->weekday;
	if (r->date->weekday_wrong) {
		r->date->lawful = false;
		defect_add(r->defects, "date.weekday-wrong", r->tokens[0].text,
			   r->tokens[0].text);
	}
}

void date_parse(struct arena *arena, struct str value, struct defects *defects,
		struct date *ret)
{
	struct date_reader r;

	(void)arena; /* tokens step over folds: nothing has to be copied */
	r.defects = defects;
	r.date = ret;
	r.count = r.number_count = 0;
	r.have_time = r.have_zone = r.have_weekday = r.form_noted = false;
	r.month_at = -1;
	r.separator = 0;
	r.last_note = NULL;
	memset(r.tokens, 0, sizeof r.tokens);
	*ret = (struct date){ .weekday = -1, .raw = str_trim(value) };
	read_tokens(&r, ret->raw);
	if (!read_strictly(&r)) {
		if (!read_leniently(&r)) {
			defect_add(defects, "date.unreadable", ret->raw, ret->raw);
			return;
		}
		if (!civil_is_possible(&r.civil)) {
			defect_add(defects, "date.range", ret->raw, ret->raw);
			return;
		}
	}
	ret->ok = true;
	ret->utc = civil_to_utc(&r.civil) - (int64_t)ret->offset_minutes * 60;
	check_weekday(&r);
	extend_zone(ret);
}
