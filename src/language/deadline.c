/* language/deadline.c - see deadline.h. */
#include "language/deadline.h"

#include "base/utf8.h"
#include "mail/date.h"

#include <unicode/uchar.h>

enum { DAY_HOURS = 24, YEAR_HOURS = 366 * DAY_HOURS, DAY_SECONDS = 86400 };

/* The digits at the start of `text`, of any script; -1: none, or far too many. */
static int32_t eat_number(struct str *text)
{
	int32_t number = -1;

	while (text->n) {
		size_t length;
		int32_t c = utf8_decode(*text, &length);
		int32_t digit = c < 0 ? -1 : u_charDigitValue(c);

		if (digit < 0)
			break;
		number = (number < 0 ? 0 : number) * 10 + digit;
		if (number > 100000)
			return -1;
		*text = str_skip(*text, length);
	}
	return number;
}

/* The number that the '#' at `at` of the folded text stands for. */
static int32_t number_at(const struct folded *text, size_t at)
{
	struct str rest = str_skip(text->source, text->at[at]);

	return eat_number(&rest);
}

/* --- spans ------------------------------------------------------------------- */

static int32_t hours_of(enum phrase_unit unit, int32_t number)
{
	if (number < 0 || number > 1000)
		return -1;
	switch (unit) {
	case UNIT_MINUTES:
		return (number + 59) / 60;
	case UNIT_HOURS:
		return number;
	case UNIT_DAYS:
	case UNIT_WORKDAYS:
		return number <= 366 ? number * DAY_HOURS : -1;
	case UNIT_WEEKS:
		return number <= 52 ? number * 7 * DAY_HOURS : -1;
	default:
		return -1;
	}
}

int32_t deadline_of_number(const struct phrase *phrase, uint32_t number)
{
	return hours_of(phrase->unit, number > 1000 ? -1 : (int32_t)number);
}

/* --- days -------------------------------------------------------------------- */

static int64_t local_now(const struct lever_time *time)
{
	return time->date + (int64_t)time->offset * 60;
}

static int32_t until_end_of(int64_t day, const struct lever_time *time)
{
	int64_t seconds = (day + 1) * DAY_SECONDS - local_now(time);

	if (seconds <= 0 || seconds > (int64_t)YEAR_HOURS * 3600)
		return -1;
	return (int32_t)((seconds + 3599) / 3600);
}

/* A month and a day without a year are the next that come. */
static int32_t until_date(int32_t year, int32_t month, int32_t day,
			  const struct lever_time *time)
{
	struct civil wanted = { .month = month, .day = day }, now;
	int64_t today = local_now(time) / DAY_SECONDS;

	if (month < 1 || month > 12 || day < 1 || day > 31)
		return -1;
	if (year >= 0 && year < 100)
		year += 2000;
	if (year > 0 && (year < 1990 || year > 2200))
		return -1;
	civil_from_utc(time->date, time->offset, &now);
	wanted.year = year > 0 ? year : now.year;
	if (year < 0 && civil_to_utc(&wanted) / DAY_SECONDS < today - 180)
		wanted.year++;
	return until_end_of(civil_to_utc(&wanted) / DAY_SECONDS, time);
}

/* --- a date in words ----------------------------------------------------------- */

/* How the months begin in the languages of the table, folded; the first that fits. */
static const struct {
	const char *start;
	int month;
} months[] = {
	{ "jan", 1 },  { "gen", 1 },  { "ene", 1 },  { "sty", 1 },  { "feb", 2 },
	{ "fev", 2 },  { "lut", 2 },  { "mar", 3 },  { "maa", 3 },  { "mrt", 3 },
	{ "apr", 4 },  { "avr", 4 },  { "abr", 4 },  { "kwi", 4 },  { "may", 5 },
	{ "mai", 5 },  { "mei", 5 },  { "mag", 5 },  { "maj", 5 },  { "juil", 7 },
	{ "jul", 7 },  { "lug", 7 },  { "lip", 7 },  { "jun", 6 },  { "juin", 6 },
	{ "giu", 6 },  { "cze", 6 },  { "aug", 8 },  { "aout", 8 }, { "ago", 8 },
	{ "sie", 8 },  { "sep", 9 },  { "set", 9 },  { "wrz", 9 },  { "oct", 10 },
	{ "okt", 10 }, { "out", 10 }, { "ott", 10 }, { "paz", 10 }, { "nov", 11 },
	{ "lis", 11 }, { "dec", 12 }, { "dez", 12 }, { "dic", 12 }, { "gru", 12 },
};

static int month_of(struct str word)
{
	for (size_t i = 0; i < COUNT(months); i++)
		if (str_starts(word, str_c(months[i].start)))
			return months[i].month;
	return 0;
}

/* Numbers and a month in the order in which they stand, whatever is between. */
struct date_words {
	int32_t numbers[3];
	size_t count;
	int month;
	size_t month_after; /* so many numbers stand before the month */
	char between;	    /* behind the first number */
};

enum { DATE_REACH = 40, DATE_WORDS = 8 };

static void read_date_words(const struct folded *text, size_t at, struct date_words *ret)
{
	size_t end = at + DATE_REACH < text->text.n ? at + DATE_REACH : text->text.n;

	*ret = (struct date_words){ 0 };
	while (at < end && ret->count < 3) {
		char c = text->text.p[at];
		size_t from = at;

		if (c == '#') {
			if (ret->count == 0 && at + 1 < end)
				ret->between = text->text.p[at + 1];
			ret->numbers[ret->count++] = number_at(text, at++);
			continue;
		}
		while (at < end && ascii_is_alpha(text->text.p[at]))
			at++;
		if (at == from) {
			/* A sentence ends here, and the date with it. */
			if (c == '\n' || c == ';' || (ret->count && c == '('))
				return;
			at++;
			continue;
		}
		if (ret->month == 0 && at - from >= 3) {
			ret->month = month_of(str_sub(text->text, from, at));
			ret->month_after = ret->count;
		}
		/* "by 3 people who" */
		if (ret->month == 0 && ret->count && at - from > 3)
			return;
	}
}

static int32_t until_words(const struct date_words *words, const struct lever_time *time)
{
	const int32_t *n = words->numbers;

	if (words->month) {
		int32_t year = words->count > 1 && n[1] >= 1990 ? n[1] : -1;

		return words->count && words->month_after <= 1
			   ? until_date(year, words->month, n[0], time)
			   : -1;
	}
	if (words->count == 3 && n[0] >= 1990)
		return until_date(n[0], n[1], n[2], time);
	if (words->count < 2 ||
	    (words->count < 3 && words->between != '.' && words->between != '/'))
		return -1;
	/* Day and month, as most languages have it; where that is no date, the other way
	 * round. */
	if (n[1] > 12)
		return until_date(words->count == 3 ? n[2] : -1, n[0], n[1], time);
	return until_date(words->count == 3 ? n[2] : -1, n[1], n[0], time);
}

/* --- all ----------------------------------------------------------------------- */

static int32_t numbers_of(const struct folded *text, size_t start, size_t end,
			  int32_t ret[3])
{
	int32_t count = 0;

	for (size_t i = start; i < end && count < 3; i++)
		if (text->text.p[i] == '#')
			ret[count++] = number_at(text, i);
	return count;
}

int32_t deadline_hours(const struct folded *text, const struct phrase *phrase,
		       size_t start, size_t end, const struct lever_time *time)
{
	int64_t today = time->dated ? local_now(time) / DAY_SECONDS : 0;
	struct date_words words;
	int32_t n[3] = { -1, -1, -1 };
	int32_t count = numbers_of(text, start, end, n);

	if (phrase->unit >= UNIT_MINUTES && phrase->unit <= UNIT_WEEKS)
		return count ? hours_of(phrase->unit, n[0]) : -1;
	if (!time->dated)
		return -1;
	switch (phrase->unit) {
	case UNIT_TODAY:
		return until_end_of(today, time);
	case UNIT_TOMORROW:
		return until_end_of(today + 1, time);
	case UNIT_MONTH_DAY:
		return count == 2 ? until_date(-1, n[0], n[1], time) : -1;
	case UNIT_YEAR_MONTH_DAY:
		return count == 3 ? until_date(n[0], n[1], n[2], time) : -1;
	case UNIT_DATE:
		read_date_words(text, end, &words);
		return until_words(&words, time);
	default:
		return -1;
	}
}
