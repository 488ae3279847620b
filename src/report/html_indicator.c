/* report/html_indicator.c - what others can look for or block, each with the part it
 * plays, to be copied defanged or raw. */
#include "report/html.h"

#include "indicator/indicator.h"
#include "report/outside.h"

enum { SHOWN = 300 };

static const char *role_text(enum indicator_role role)
{
	switch (role) {
	case ROLE_BAD:
		return N_("serves the fraud");
	case ROLE_ABUSED:
		return N_("somebody else's, misused");
	case ROLE_VICTIM:
		return N_("aimed at");
	default:
		return N_("context, nothing against it");
	}
}

static const char *role_class(enum indicator_role role)
{
	return role == ROLE_BAD	     ? "badge bad"
	       : role == ROLE_ABUSED ? "badge odd"
				     : "badge";
}

/* Hashes of the message's files tell who has it. */
static bool is_told(const struct html *html, const struct indicator *indicator)
{
	return outside_identifies(html->options) ||
	       (indicator->type != INDICATOR_SHA256 &&
		indicator->type != INDICATOR_MESSAGE_ID);
}

static bool has(const struct html *html)
{
	return !html->in->thing && indicators_of(html->in)->count > 0;
}

static void write_pivots(struct html *html, const struct indicator *indicator)
{
	if (indicator->role != ROLE_BAD && indicator->role != ROLE_ABUSED)
		return;
	if (indicator->type == INDICATOR_DOMAIN)
		html_pivots(html, "domain", indicator->value);
	else if (indicator->type == INDICATOR_IP)
		html_pivots(html, "ip", indicator->value);
	else if (indicator->type == INDICATOR_SHA256)
		html_pivots(html, "sha256", indicator->value);
}

static void write_seen(struct html *html, const struct indicator *indicator)
{
	html_begin(html, TAG_TD, NULL);
	if (indicator->first_seen)
		html_time(html, indicator->first_seen);
	if (indicator->last_seen && indicator->last_seen != indicator->first_seen) {
		html_text(html, " – ");
		html_time(html, indicator->last_seen);
	}
	html_end(html, TAG_TD);
}

static void write_indicator(struct html *html, const struct indicator *indicator)
{
	html_begin(html, TAG_TR, NULL);
	html_begin(html, TAG_TD, NULL);
	html_begin(html, TAG_SPAN, role_class(indicator->role));
	html_our(html, role_text(indicator->role));
	html_end(html, TAG_SPAN);
	html_end(html, TAG_TD);
	html_begin(html, TAG_TD, NULL);
	html_text(html, indicator_type_words[indicator->type]);
	html_end(html, TAG_TD);
	html_begin(html, TAG_TD, "value");
	html_copy(html, indicator->value);
	if (indicator->name.n) {
		html_text(html, " ");
		html_outside(html, indicator->name, 0);
	}
	if (indicator->allowed) {
		html_text(html, " ");
		html_begin(html, TAG_SPAN, "badge");
		html_our(html, N_("on the site's own list"));
		html_end(html, TAG_SPAN);
	}
	write_pivots(html, indicator);
	html_end(html, TAG_TD);
	html_begin(html, TAG_TD, NULL);
	html_number(html, (uint64_t)indicator->confidence);
	html_text(html, " ");
	html_begin(html, TAG_CODE, NULL);
	html_text(html, indicator->source ? indicator->source : "-");
	html_end(html, TAG_CODE);
	html_end(html, TAG_TD);
	write_seen(html, indicator);
	html_end(html, TAG_TR);
}

static void write(struct html *html)
{
	static const char *const heads[] = {
		N_("part it plays"), N_("kind"),
		N_("value"),	     N_("confidence, of 100, and why"),
		N_("seen"),	     NULL
	};
	const struct indicators *indicators = indicators_of(html->in);
	uint32_t shown = 0;

	html_begin(html, TAG_P, "meta");
	html_our(html, N_("A click on a value selects it for copying. What plays no bad "
			  "part is listed too, and is not to be blocked."));
	html_end(html, TAG_P);
	html_table(html, N_("Indicators"), heads);
	for (uint32_t i = 0; i < indicators->count && shown < SHOWN; i++) {
		if (!is_told(html, &indicators->items[i]))
			continue;
		write_indicator(html, &indicators->items[i]);
		shown++;
	}
	html_end_table(html);
	if (indicators->left_out || indicators->count > SHOWN) {
		html_begin(html, TAG_P, "meta");
		html_our(html, N_("There are more: the CSV and the JSON report list "
				  "them."));
		html_end(html, TAG_P);
	}
}

const struct html_section html_indicators = {
	.id = "indicators",
	.title = N_("Indicators"),
	.has = has,
	.write = write,
};
