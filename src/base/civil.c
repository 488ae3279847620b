/* base/civil.c - see civil.h. */
#include "base/civil.h"

enum { DAY_SECONDS = 86400 };

static int64_t floor_div(int64_t a, int64_t b)
{
	int64_t q = a / b;

	return q - (a % b < 0);
}

/* Days since 1970-01-01. Years are counted from March, so that the leap day is the last
 * of its year, in eras of 400 years (146,097 days). */
static int64_t days_from_civil(int64_t year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = floor_div(y, 400);
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void civil_from_days(int64_t days, struct civil *ret)
{
	int64_t z = days + 719468;
	int64_t era = floor_div(z, 146097);
	int64_t d = z - era * 146097;
	int64_t y = (d - d / 1460 + d / 36524 - d / 146096) / 365;
	int64_t of_year = d - (365 * y + y / 4 - y / 100);
	int64_t m = (5 * of_year + 2) / 153;

	ret->day = (int)(of_year - (153 * m + 2) / 5 + 1);
	ret->month = (int)(m < 10 ? m + 3 : m - 9);
	ret->year = y + era * 400 + (ret->month <= 2);
	ret->weekday = (int)(((days % 7) + 11) % 7);
}

void civil_from_utc(int64_t utc, int32_t offset_minutes, struct civil *ret)
{
	int64_t days = floor_div(utc, DAY_SECONDS);
	/* Apart from the days, so that no sum can leave 64 bits. */
	int64_t seconds = utc - days * DAY_SECONDS + (int64_t)offset_minutes * 60;

	days += floor_div(seconds, DAY_SECONDS);
	seconds -= floor_div(seconds, DAY_SECONDS) * DAY_SECONDS;
	civil_from_days(days, ret);
	ret->hour = (int)(seconds / 3600);
	ret->minute = (int)(seconds / 60 % 60);
	ret->second = (int)(seconds % 60);
}

int64_t civil_to_utc(const struct civil *c)
{
	return days_from_civil(c->year, c->month, c->day) * DAY_SECONDS + c->hour * 3600 +
	       c->minute * 60 + c->second;
}

static int days_in_month(int64_t year, int month)
{
	static const int8_t days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

/* A leap second (60) is lawful (RFC 5322, 3.3). */
bool civil_is_possible(const struct civil *c)
{
	return c->month >= 1 && c->month <= 12 && c->day >= 1 &&
	       c->day <= days_in_month(c->year, c->month) && c->hour >= 0 &&
	       c->hour < 24 && c->minute >= 0 && c->minute < 60 && c->second >= 0 &&
	       c->second <= 60;
}

static bool eat_digits(struct str *s, size_t digits, int *ret)
{
	uint32_t value;

	if (s->n < digits || !str_to_u32(str_sub(*s, 0, digits), &value))
		return false;
	*ret = (int)value;
	*s = str_skip(*s, digits);
	return true;
}

static bool eat_iso_zone(struct str *s, int32_t *ret)
{
	bool minus = s->n && s->p[0] == '-';
	int hours, minutes = 0;

	*ret = 0;
	if (s->n == 0 || str_eat(s, STR("Z")))
		return true;
	if (!minus && s->p[0] != '+')
		return false;
	*s = str_skip(*s, 1);
	if (!eat_digits(s, 2, &hours))
		return false;
	(void)str_eat_char(s, ':');
	if (s->n && !eat_digits(s, 2, &minutes))
		return false;
	if (minutes > 59)
		return false;
	*ret = (hours * 60 + minutes) * (minus ? -1 : 1);
	return true;
}

static bool eat_iso_time(struct str *s, struct civil *c)
{
	if (!eat_digits(s, 2, &c->hour) || !str_eat_char(s, ':') ||
	    !eat_digits(s, 2, &c->minute))
		return false;
	if (!str_eat_char(s, ':'))
		return true;
	if (!eat_digits(s, 2, &c->second))
		return false;
	if (str_eat_char(s, '.'))
		while (s->n && ascii_is_digit(s->p[0]))
			*s = str_skip(*s, 1);
	return true;
}

bool civil_from_iso(struct str text, int64_t *ret_utc, int32_t *ret_offset_minutes)
{
	struct str s = str_trim(text);
	struct civil c = { 0 };
	int32_t offset = 0;
	int year;

	if (!eat_digits(&s, 4, &year) || !str_eat_char(&s, '-') ||
	    !eat_digits(&s, 2, &c.month) || !str_eat_char(&s, '-') ||
	    !eat_digits(&s, 2, &c.day))
		return false;
	c.year = year;
	if (s.n) {
		if (!str_eat_char(&s, ' ') && !str_eat(&s, STR("T")))
			return false;
		if (!eat_iso_time(&s, &c))
			return false;
		s = str_trim_left(s);
		if (!eat_iso_zone(&s, &offset) || s.n)
			return false;
	}
	if (!civil_is_possible(&c))
		return false;
	*ret_utc = civil_to_utc(&c) - (int64_t)offset * 60;
	*ret_offset_minutes = offset;
	return true;
}
