/* check/hdr_msgid_clock.c - digits of the Message-ID that are the Date in some order. */
#include "check/check.h"

#include <stdio.h>

/* The order that RFC 5322 itself suggests comes from honest programs in any number; the
 * others belong to particular tools, and are a mark of these. */
static const char *const orders[] = {
	"YYYYMMDDhhmmss", "mmssYYYYMMDDhh", "ssmmhhYYYYMMDD", "hhmmssYYYYMMDD",
	"ssmmhhDDMMYYYY", "DDMMYYYYhhmmss", "MMDDYYYYhhmmss", "YYYYDDMMhhmmss",
	"mmsshhYYYYMMDD", "YYYYMMDDssmmhh", "YYMMDDhhmmss",
};
enum { USUAL_ORDER, OWN_ORDER };
enum { DIGITS = 16, SHORTEST = 12 };

static void put_two(char *out, unsigned value)
{
	out[0] = (char)('0' + value / 10 % 10);
	out[1] = (char)('0' + value % 10);
}

/* "20220802073029" in the order of `form`. */
static struct str write_in_order(const struct civil *c, const char *form,
				 char out[DIGITS])
{
	size_t n = 0;

	while (form[n]) {
		unsigned value = (unsigned)c->second;

		switch (form[n]) {
		case 'Y':
			if (form[n + 1] == 'Y' && form[n + 2] == 'Y') {
				put_two(out + n, (unsigned)(c->year / 100 % 100));
				n += 2;
			}
			value = (unsigned)(c->year % 100);
			break;
		case 'M':
			value = (unsigned)c->month;
			break;
		case 'D':
			value = (unsigned)c->day;
			break;
		case 'h':
			value = (unsigned)c->hour;
			break;
		case 'm':
			value = (unsigned)c->minute;
			break;
		}
		put_two(out + n, value);
		n += 2;
	}
	return str_make(out, n);
}

/* No order has fewer digits in a row. */
static bool has_room(struct str left)
{
	size_t run = 0;

	for (size_t i = 0; i < left.n; i++) {
		run = ascii_is_digit(left.p[i]) ? run + 1 : 0;
		if (run == SHORTEST)
			return true;
	}
	return false;
}

/* In every order month and day stand side by side. */
static bool has_day(struct str left, const struct civil *c)
{
	char month_day[4], day_month[4];

	put_two(month_day, (unsigned)c->month);
	put_two(month_day + 2, (unsigned)c->day);
	put_two(day_month, (unsigned)c->day);
	put_two(day_month + 2, (unsigned)c->month);
	return str_find_str(left, str_make(month_day, 4)) != STR_NPOS ||
	       str_find_str(left, str_make(day_month, 4)) != STR_NPOS;
}

/* Senders' clocks keep their own zone or UTC; and writing takes a second or two. */
static bool find_order(const struct inspection *in, struct str left,
		       const char **ret_order, struct str *ret_digits, bool *ret_utc)
{
	const struct date *date = &in->message->date;

	for (int utc = 0; utc < 2; utc++) {
		for (int late = -2; late <= 2; late++) {
			struct civil civil;

			civil_from_utc(date->utc + late, utc ? 0 : date->offset_minutes,
				       &civil);
			if (!has_day(left, &civil))
				continue;
			for (size_t i = 0; i < COUNT(orders); i++) {
				char text[DIGITS];
				struct str digits =
				    write_in_order(&civil, orders[i], text);
				size_t at = str_find_str(left, digits);

				if (at == STR_NPOS)
					continue;
				*ret_order = orders[i];
				*ret_digits = str_sub(left, at, at + digits.n);
				*ret_utc = utc;
				return true;
			}
		}
	}
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;
	struct str left, right, digits;
	struct finding *finding;
	const char *order;
	bool utc;

	if (!message->message_id_given || !message->date.ok || message->date.utc < 0 ||
	    !str_cut_last(message->message_id.id, '@', &left, &right) || left.n > 256 ||
	    !has_room(left) || !find_order(in, left, &order, &digits, &utc))
		return;
	finding = finding_add(in, self);
	finding_variant(finding, order == orders[0] ? USUAL_ORDER : OWN_ORDER);
	finding_str(finding, "digits", digits);
	finding_str(finding, "order", str_c(order));
	finding_time(finding, "date", message->date.utc);
	finding_bool(finding, "in_utc", utc);
	finding_at_slice(finding, digits);
}

const struct check check_hdr_msgid_clock = {
	.id = "hdr.msgid-clock",
	.title = N_("The Message-ID holds the time at which it was made"),
	.details = { N_("The digits {digits} are the Date {date}."),
		     N_("The digits {digits} are the Date {date} in the order {order}, "
			"which is that "
			"of a particular tool.") },
	.means = N_(
	    "An id made from the clock shows that id and Date come from one program, and "
	    "its order of digits is a mark by which mails of one tool are found."),
	.wrong =
	    N_("Digits may agree by chance; many honest programs put the time into ids."),
	.cites = "RFC 5322, 3.6.4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_GUESSED,
	.run = run,
};
