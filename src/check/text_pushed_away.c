/* check/text_pushed_away.c - room is made so that part of a page is never seen. */
#include "base/bytes16.h"
#include "base/utf8.h"
#include "check/check.h"

/* Taller than any screen of a phone held for a minute: "margin-top: 470500px". */
enum { LEAST_PIXELS = 20000, LEAST_HEIGHTS = 500, DIGITS = 3, TRIES = 4000 };

static const struct str properties[] = { STR("height"), STR("margin-top"),
					 STR("padding-top"), STR("margin-bottom"),
					 STR("padding-bottom") };

/* "470500px", "2000vh" behind the colon; false: less, or no length of that kind. */
static bool is_huge(struct str *rest)
{
	struct str digits, unit = STR_NONE;
	uint32_t number;
	size_t n = 0;

	*rest = str_trim_left(*rest);
	while (n < rest->n && n < 9 && ascii_is_digit(rest->p[n]))
		n++;
	if (n < DIGITS)
		return false;
	digits = str_sub(*rest, 0, n);
	if (!str_to_u32(digits, &number))
		return false;
	unit = str_skip(*rest, n);
	*rest = str_sub(*rest, 0, n + 2 < rest->n ? n + 2 : rest->n);
	if (str_starts_nocase(unit, STR("px")))
		return number >= LEAST_PIXELS;
	return str_starts_nocase(unit, STR("vh")) && number >= LEAST_HEIGHTS;
}

/* The declaration that begins before the colon at `at`; empty: none of those. */
static struct str declaration(struct str css, size_t at)
{
	struct str value = str_skip(css, at + 1), name;

	/* First what hardly any has. */
	if (!is_huge(&value))
		return STR_NONE;
	name = str_trim(str_sub(css, at > 24 ? at - 24 : 0, at));
	for (size_t i = 0; i < COUNT(properties); i++) {
		struct str property = properties[i];

		if (str_ends_nocase(name, property))
			return str_make(
			    name.p + name.n - property.n,
			    (size_t)(value.p + value.n - (name.p + name.n - property.n)));
	}
	return STR_NONE;
}

/* Behind most colons stands no number, and behind the others a small one. */
static bool may_be_huge(struct str html, size_t colon)
{
	size_t at = colon + 1;

	while (at < html.n && ascii_is_space(html.p[at]))
		at++;
	for (int i = 0; i < DIGITS; i++, at++)
		if (at >= html.n || !ascii_is_digit(html.p[at]))
			return false;
	return true;
}

/* The next colon from `at` on behind which such a number may stand, or the end. */
static size_t next_colon(struct str html, size_t at)
{
	for (; html.n - at >= 16; at += 16) {
		unsigned places =
		    bytes16_places(bytes16_are(bytes16_at(html.p + at), ':'));

		for (; places; places &= places - 1) {
			size_t colon = at + (unsigned)__builtin_ctz(places);

			if (may_be_huge(html, colon))
				return colon;
		}
	}
	while (at < html.n && !(html.p[at] == ':' && may_be_huge(html, at)))
		at++;
	return at;
}

static struct str find_room(struct str html)
{
	size_t at = 0;

	for (int i = 0; i < TRIES; i++) {
		struct str found;

		at = next_colon(html, at);
		if (at == html.n)
			break;
		found = declaration(html, at);
		if (found.n)
			return found;
		at++;
	}
	return STR_NONE;
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->links.view_count; i++) {
		const struct part_view *view = &in->links.views[i];
		struct str found;
		struct finding *finding;

		if (view->file || !view->part)
			continue;
		found = find_room(view->part->text);
		if (!found.n)
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "room", found);
		finding_at_part(finding, view->part);
		return;
	}
}

const struct check check_text_pushed_away = {
	.id = "text.pushed-away",
	.title = N_("Part of the page is pushed out of sight by {room}"),
	.details = { N_("So much room is made by {room}; nobody scrolls as far as what "
			"stands behind it.") },
	.means = N_("The bait stands above, and behind a mile of nothing a genuine "
		    "newsletter that filters read, too."),
	.wrong = N_("A slip of a designer; no page is meant to be so tall."),
	.cites = "CSS 2.2, 10.5",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
