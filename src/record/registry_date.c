/* record/registry_date.c - see registry_date.h.
 *
 * A text is cut into numbers, words and what stands between them; a date is one of a few
 * rows of those, wherever it begins. */
#include "record/registry_date.h"

#include "mail/date.h"

enum { PIECES = 48 }; /* a value with more is prose */

struct piece {
	struct str text;
	char before; /* the byte between this and the last: 0 at the start */
	bool digits;
	uint32_t number; /* of at most 8 digits */
};

struct pieces {
	struct piece items[PIECES];
	uint32_t count;
};

static bool is_letter(char c)
{
	return ascii_is_alpha(c) || (c & 0x80);
}

static size_t run_of(struct str text, bool digits)
{
	size_t n = 0;

	while (n < text.n && (digits ? ascii_is_digit(text.p[n]) : is_letter(text.p[n])))
		n++;
	return n;
}

/* 年, 月 and 日 end a number; so they are separators, not words. */
static bool eat_kanji(struct str *rest)
{
	return str_eat(rest, STR("年")) || str_eat(rest, STR("月")) ||
	       str_eat(rest, STR("日"));
}

static void cut(struct str text, struct pieces *ret)
{
	char before = 0;

	ret->count = 0;
	while (text.n && ret->count < PIECES) {
		struct piece piece = { .before = before };
		size_t n = run_of(text, true);

		piece.digits = n > 0;
		if (n == 0 && eat_kanji(&text)) {
			before = '/';
			continue;
		}
		if (n == 0)
			n = run_of(text, false);
		if (n == 0) {
			/* Of ", " and " - " the mark is what tells. */
			if (before <= '\1' || before == ' ' || text.p[0] != ' ')
				before = text.p[0];
			text = str_skip(text, 1);
			continue;
		}
		piece.text = str_sub(text, 0, n);
		if (piece.digits && n <= 8)
			str_to_u32(piece.text, &piece.number);
		ret->items[ret->count++] = piece;
		text = str_skip(text, n);
		before = '\1'; /* nothing between */
	}
}

/* --- words ------------------------------------------------------------------------ */

static const struct {
	struct str name;
	int month;
} months[] = {
	{ STR("jan"), 1 },
	{ STR("feb"), 2 },
	{ STR("mar"), 3 },
	{ STR("apr"), 4 },
	{ STR("may"), 5 },
	{ STR("jun"), 6 },
	{ STR("jul"), 7 },
	{ STR("aug"), 8 },
	{ STR("sep"), 9 },
	{ STR("oct"), 10 },
	{ STR("nov"), 11 },
	{ STR("dec"), 12 },
	/* Spanish, Portuguese, Italian, German, Dutch, French, where the first three
	 * letters differ */
	{ STR("ene"), 1 },
	{ STR("gen"), 1 },
	{ STR("fev"), 2 },
	{ STR("abr"), 4 },
	{ STR("avr"), 4 },
	{ STR("mai"), 5 },
	{ STR("mag"), 5 },
	{ STR("mei"), 5 },
	{ STR("maj"), 5 },
	{ STR("giu"), 6 },
	{ STR("lug"), 7 },
	{ STR("ago"), 8 },
	{ STR("set"), 9 },
	{ STR("out"), 10 },
	{ STR("ott"), 10 },
	{ STR("okt"), 10 },
	{ STR("dic"), 12 },
	{ STR("dez"), 12 },
};

static int month_of(const struct piece *piece)
{
	if (piece->digits || piece->text.n < 3)
		return 0;
	if (str_starts_nocase(piece->text, STR("mär")))
		return 3;
	for (size_t i = 0; i < COUNT(months); i++)
		if (str_starts_nocase(piece->text, months[i].name))
			return months[i].month;
	return 0;
}

/* Zone names that registries write; those with two meanings are left out. */
static const struct {
	struct str name;
	int32_t minutes;
} zones[] = {
	{ STR("z"), 0 },       { STR("utc"), 0 },    { STR("gmt"), 0 },
	{ STR("jst"), 540 },   { STR("kst"), 540 },  { STR("hkt"), 480 },
	{ STR("cet"), 60 },    { STR("cest"), 120 }, { STR("eet"), 120 },
	{ STR("eest"), 180 },  { STR("wet"), 0 },    { STR("west"), 60 },
	{ STR("msk"), 180 },   { STR("est"), -300 }, { STR("edt"), -240 },
	{ STR("pst"), -480 },  { STR("pdt"), -420 }, { STR("clt"), -240 },
	{ STR("clst"), -180 }, { STR("nzst"), 720 }, { STR("nzdt"), 780 },
	{ STR("wat"), 60 },    { STR("cat"), 120 },  { STR("sast"), 120 },
	{ STR("eat"), 180 },   { STR("brt"), -180 }, { STR("brst"), -120 },
	{ STR("sgt"), 480 },   { STR("myt"), 480 },  { STR("wib"), 420 },
};

/* --- one date ----------------------------------------------------------------------- */

struct reader {
	const struct pieces *pieces;
	const struct registry_dates *dates;
	uint32_t at;
	struct civil civil;
	bool timed, zoned;
	int32_t zone_minutes;
};

static const struct piece *peek(const struct reader *reader, uint32_t ahead)
{
	uint32_t i = reader->at + ahead;

	return i < reader->pieces->count ? &reader->pieces->items[i] : NULL;
}

static bool is_number(const struct piece *piece, size_t least, size_t most)
{
	return piece && piece->digits && piece->text.n >= least && piece->text.n <= most;
}

static bool set_date(struct reader *reader, int64_t year, uint32_t month, uint32_t day,
		     uint32_t pieces)
{
	static const uint8_t lengths[] = {
		31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};

	if (year < 1970 || year > 9999 || month < 1 || month > 12 || day < 1 ||
	    day > lengths[month - 1])
		return false;
	reader->civil =
	    (struct civil){ .year = year, .month = (int)month, .day = (int)day };
	reader->at += pieces;
	return true;
}

/* Registries began in 1985; what is written with two digits is of that time or later. */
static int64_t full_year(const struct piece *piece)
{
	if (piece->text.n != 2)
		return piece->number;
	return piece->number < 70 ? 2000 + piece->number : 1900 + piece->number;
}

static bool joins(const struct piece *piece)
{
	return piece && strchr("-/. ,", piece->before) != NULL;
}

/* 20130629, 20130629092618 */
static bool packed(struct reader *reader)
{
	const struct piece *piece = peek(reader, 0);
	uint32_t year, month, day, hour, minute, second;
	bool timed = is_number(piece, 14, 14);

	if (!timed && !is_number(piece, 8, 8))
		return false;
	if (!str_to_u32(str_sub(piece->text, 0, 4), &year) ||
	    !str_to_u32(str_sub(piece->text, 4, 6), &month) ||
	    !str_to_u32(str_sub(piece->text, 6, 8), &day) ||
	    !set_date(reader, year, month, day, 1))
		return false;
	if (timed && str_to_u32(str_sub(piece->text, 8, 10), &hour) &&
	    str_to_u32(str_sub(piece->text, 10, 12), &minute) &&
	    str_to_u32(str_sub(piece->text, 12, 14), &second) && hour < 24 &&
	    minute < 60 && second < 61) {
		reader->civil.hour = (int)hour;
		reader->civil.minute = (int)minute;
		reader->civil.second = (int)second;
		reader->timed = true;
	}
	return true;
}

/* 2013-06-29, 1995. 03. 20., 2011-Mar-02, 2015年3月20日 */
static bool year_first(struct reader *reader)
{
	const struct piece *year = peek(reader, 0), *month = peek(reader, 1),
			   *day = peek(reader, 2);
	int named;

	if (!is_number(year, 4, 4) || !joins(month) || !joins(day) ||
	    !is_number(day, 1, 2))
		return false;
	named = month_of(month);
	if (!named && !is_number(month, 1, 2))
		return false;
	return set_date(reader, year->number, named ? (uint32_t)named : month->number,
			day->number, 3);
}

static bool is_ordinal(const struct piece *piece)
{
	static const struct str endings[] = { STR("st"), STR("nd"), STR("rd"),
					      STR("th") };

	for (size_t i = 0; piece && piece->before == '\1' && i < COUNT(endings); i++)
		if (str_eq_nocase(piece->text, endings[i]))
			return true;
	return false;
}

/* 29.6.2013, 12-Feb-2006, 16th June 2014, 1 de mayo de 2014 is not met */
static bool day_first(struct reader *reader)
{
	const struct piece *day = peek(reader, 0), *month, *year;
	uint32_t skip = is_ordinal(peek(reader, 1)) ? 1 : 0, d, m;
	int named;

	month = peek(reader, 1 + skip);
	year = peek(reader, 2 + skip);
	if (!is_number(day, 1, 2) || !joins(month) || !joins(year) ||
	    (!is_number(year, 4, 4) && !is_number(year, 2, 2)))
		return false;
	named = month_of(month);
	if (!named && !is_number(month, 1, 2))
		return false;
	/* Two digits are a year only behind a name, or between dots or strokes. */
	if (year->text.n == 2 && !named && (year->before == ' ' || year->before == ','))
		return false;
	d = day->number;
	m = named ? (uint32_t)named : month->number;
	if (!named && ((reader->dates->month_first && month->before == '/' && d <= 12) ||
		       (m > 12 && d <= 12))) {
		d = month->number;
		m = day->number;
	}
	return set_date(reader, full_year(year), m, d, 3 + skip);
}

/* May 22 2002; Mon Mar 23 23:59:59 GMT 2009, where time and zone stand between */
static bool month_first(struct reader *reader)
{
	const struct piece *month = peek(reader, 0), *day = peek(reader, 1), *year;
	int named = month ? month_of(month) : 0;
	uint32_t skip = is_ordinal(peek(reader, 2)) ? 1 : 0;

	if (!named || !is_number(day, 1, 2) || !joins(day))
		return false;
	year = peek(reader, 2 + skip);
	if (is_number(year, 4, 4) && joins(year))
		return set_date(reader, year->number, (uint32_t)named, day->number,
				3 + skip);
	for (uint32_t i = 3; i < 8; i++) {
		year = peek(reader, i);
		if (is_number(year, 4, 4) && year->before == ' ')
			return set_date(reader, year->number, (uint32_t)named,
					day->number, 2);
	}
	return false;
}

/* Aug-1996: the month alone; its first day, which is "not before". */
static bool month_only(struct reader *reader)
{
	const struct piece *month = peek(reader, 0), *year = peek(reader, 1);
	int named = month ? month_of(month) : 0;

	return named && is_number(year, 4, 4) && joins(year) &&
	       set_date(reader, year->number, (uint32_t)named, 1, 2);
}

static void take_time(struct reader *reader)
{
	const struct piece *hour = peek(reader, 0), *minute = peek(reader, 1),
			   *second = peek(reader, 2);

	/* 2013-06-29T09:26: the T is a word of its own */
	if (hour && !hour->digits && str_eq_nocase(hour->text, STR("T"))) {
		reader->at++;
		hour = peek(reader, 0);
		minute = peek(reader, 1);
		second = peek(reader, 2);
	}
	if (!is_number(hour, 1, 2) || !is_number(minute, 2, 2) || minute->before != ':' ||
	    hour->number > 23 || minute->number > 59)
		return;
	reader->civil.hour = (int)hour->number;
	reader->civil.minute = (int)minute->number;
	reader->timed = true;
	reader->at += 2;
	if (!is_number(second, 2, 2) || second->before != ':' || second->number > 60)
		return;
	reader->civil.second = (int)second->number;
	reader->at++;
	second = peek(reader, 0); /* its fraction */
	if (is_number(second, 1, 9) && second->before == '.')
		reader->at++;
}

/* +03, +03:00, -0400 */
static bool numeric_zone(struct reader *reader)
{
	const struct piece *zone = peek(reader, 0), *minutes = peek(reader, 1);
	int32_t value;

	if (!zone || (zone->before != '+' && zone->before != '-') ||
	    !is_number(zone, 1, 4))
		return false;
	value = zone->text.n <= 2
		    ? (int32_t)zone->number * 60
		    : (int32_t)(zone->number / 100 * 60 + zone->number % 100);
	if (zone->text.n <= 2 && is_number(minutes, 2, 2) && minutes->before == ':')
		value += (int32_t)minutes->number;
	if (value > 14 * 60)
		return false;
	reader->zone_minutes = zone->before == '-' ? -value : value;
	return reader->zoned = true;
}

static void take_zone(struct reader *reader)
{
	const struct piece *zone = peek(reader, 0);

	if (numeric_zone(reader) || !zone || zone->digits)
		return;
	for (size_t i = 0; i < COUNT(zones); i++) {
		if (!str_eq_nocase(zone->text, zones[i].name))
			continue;
		reader->zoned = true;
		reader->zone_minutes = zones[i].minutes;
		reader->at++;
		numeric_zone(reader); /* "GMT+8" */
		return;
	}
}

static bool date_at(struct reader *reader)
{
	return packed(reader) || year_first(reader) || day_first(reader) ||
	       month_first(reader) || month_only(reader);
}

static void finish(const struct reader *reader, struct str raw, struct registry_time *ret)
{
	*ret = (struct registry_time){ .ok = true,
				       .day_only = !reader->timed,
				       .zone = REGISTRY_ZONE_ASSUMED,
				       .utc = civil_to_utc(&reader->civil),
				       .raw = raw };
	if (!reader->timed)
		return;
	if (reader->zoned) {
		ret->zone = REGISTRY_ZONE_STATED;
		ret->utc -= (int64_t)reader->zone_minutes * 60;
	} else if (reader->dates->zone_known) {
		ret->zone = REGISTRY_ZONE_KNOWN;
		ret->utc -= (int64_t)reader->dates->zone_minutes * 60;
	}
}

bool registry_date_parse(struct str text, const struct registry_dates *dates,
			 struct registry_time *ret)
{
	struct pieces pieces;

	cut(text, &pieces);
	for (uint32_t i = 0; i < pieces.count; i++) {
		struct reader reader = { .pieces = &pieces, .dates = dates, .at = i };

		if (!date_at(&reader))
			continue;
		if (!reader.timed) {
			take_time(&reader);
			take_zone(&reader);
		}
		finish(&reader, str_trim(text), ret);
		return true;
	}
	return false;
}

/* --- which of two ----------------------------------------------------------------- */

/* Only dates between strokes are written in both orders. */
static void learn_line(struct str line, bool *month, bool *day)
{
	size_t at = str_find(line, '/');
	uint32_t first, second;
	struct str before, after;
	size_t from, n;

	if (at == STR_NPOS)
		return;
	before = str_sub(line, 0, at);
	after = str_skip(line, at + 1);
	for (from = before.n; from > 0 && ascii_is_digit(before.p[from - 1]);)
		from--;
	n = run_of(after, true);
	if (n == 0 || n > 2 || after.n < n + 5 || after.p[n] != '/' ||
	    !str_to_u32(str_skip(before, from), &first) ||
	    !str_to_u32(str_sub(after, 0, n), &second))
		return;
	*month |= second > 12 && first <= 12;
	*day |= first > 12 && second <= 12;
}

void registry_dates_learn(struct str text, struct registry_dates *dates)
{
	bool month = false, day = false;
	struct str line;

	if (str_find_str_nocase(text, STR("dd/mm/")) != STR_NPOS)
		return;
	if (str_find_str_nocase(text, STR("mm/dd/")) != STR_NPOS)
		month = true;
	while (text.n && str_split(&text, '\n', &line))
		learn_line(line, &month, &day);
	if (month && !day)
		dates->month_first = true;
}
