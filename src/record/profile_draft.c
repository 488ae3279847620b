/* record/profile_draft.c - a site profile proposed from a few good mails.
 *
 * What our side wrote in every one of them is probably ours. Each line says in how
 * many mails it was seen; what was seen in fewer than half stands there as a comment,
 * for a person to decide. The draft vouches for nothing until somebody has read it. */
#include "base/buf.h"
#include "base/limits.h"
#include "record/path.h"
#include "record/path_preset.h"

#include <stdlib.h>

enum { DISTINCT = 200 }; /* different values of one kind; more are not proposed */

/* Values and in how many mails each was seen. */
struct tally {
	struct {
		struct str text;
		uint32_t mails, last; /* `last`: the mail that counted it last */
	} items[DISTINCT];
	uint32_t count;
};

struct draft {
	struct arena *arena;
	uint32_t mail; /* 1 is the first */
	struct tally domains, relays, ids, below, presets, zones, spam_fields;
};

static void count_in(struct draft *draft, struct tally *tally, struct str text)
{
	uint32_t i = 0;

	while (i < tally->count && !str_eq_nocase(tally->items[i].text, text))
		i++;
	if (i == DISTINCT || text.n == 0)
		return;
	if (i == tally->count) {
		tally->items[i].text = arena_lower(draft->arena, text);
		tally->count++;
	}
	if (tally->items[i].last != draft->mail)
		tally->items[i].mails++;
	tally->items[i].last = draft->mail;
}

/* --- one mail ------------------------------------------------------------------ */

static void count_domain(struct draft *draft, struct str address)
{
	struct str local, domain;

	if (str_cut_last(address, '@', &local, &domain) &&
	    str_find(domain, '.') != STR_NPOS)
		count_in(draft, &draft->domains, domain);
}

static void count_hops(struct draft *draft, const struct path *path)
{
	for (uint32_t i = 0; i < path->boundary; i++) {
		const struct received *r = &path->hops[i].received;

		count_domain(draft, r->for_);
		if (!path->preset && str_find(r->by, '.') != STR_NPOS)
			count_in(draft, &draft->relays, r->by);
	}
	if (path->preset)
		count_in(draft, &draft->presets, str_c(path->preset));
}

static void count_ids(struct draft *draft, const struct path *path)
{
	for (uint32_t i = 0; i < path->recorded_count; i++)
		if (path->recorded[i].grade != GRADE_CLAIMED && !path->preset)
			count_in(draft, &draft->ids, path->recorded[i].from->authserv_id);
}

/* Results in our server's name directly below its Received: milters write there. */
static void count_below(struct draft *draft, const struct path *path)
{
	const struct hop *ours = path->boundary ? &path->hops[path->boundary - 1] : NULL;

	for (uint32_t i = 0; ours && !path->preset && i < path->authres_count; i++) {
		const struct authres *authres = &path->authres[i];

		if (authres->field == ours->field + 1 &&
		    str_eq_nocase(authres->authserv_id, ours->received.by)) {
			count_in(draft, &draft->below, authres->authserv_id);
			return;
		}
	}
}

static void count_zone(struct draft *draft, const struct path *path)
{
	int32_t minutes = path->zone_minutes;
	unsigned size = (unsigned)abs(minutes);

	if (path->zone_known)
		count_in(draft, &draft->zones,
			 arena_printf(draft->arena, "%c%02u%02u", minutes < 0 ? '-' : '+',
				      size / 60, size % 60));
}

/* Fields above the boundary that a filter of our side left. */
static void count_spam_fields(struct draft *draft, const struct message *message)
{
	const struct header *header = &message->header;

	for (uint32_t i = 0; i < header->count; i++) {
		struct str name = header->fields[i].name;

		if (str_starts_nocase(name, STR("X-")) &&
		    str_find_str_nocase(name, STR("spam")) != STR_NPOS)
			count_in(draft, &draft->spam_fields, name);
	}
}

static void count_mail(struct draft *draft, struct message *message)
{
	static const struct site nobody;
	static const struct path_override nothing;
	const struct field *field = NULL;
	struct path path;

	draft->mail++;
	path_build(draft->arena, message, &nobody, &nothing, &path);
	count_hops(draft, &path);
	count_below(draft, &path);
	count_ids(draft, &path);
	count_zone(draft, &path);
	count_spam_fields(draft, message);
	field = header_first(&message->header, FIELD_DELIVERED_TO);
	if (field)
		count_domain(draft, str_trim(field->value));
	field = header_first(&message->header, FIELD_X_ORIGINAL_TO);
	if (field)
		count_domain(draft, str_trim(field->value));
}

/* --- the text -------------------------------------------------------------------- */

/* Values come from mail: only what a host name or a field name may hold is put into
 * the profile. */
static bool is_harmless(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!ascii_is_alnum(text.p[i]) &&
		    (text.p[i] == 0 || !strchr("-._+:", text.p[i])))
			return false;
	return text.n > 0 && text.n < 254 && text.p[0] != '.' &&
	       str_find_str(text, STR("..")) == STR_NPOS;
}

static int by_mails(const void *a, const void *b)
{
	const uint32_t *left = (const uint32_t *)a, *right = (const uint32_t *)b;

	/* most seen first; the index, in the low bits, keeps the order of finding */
	return left[0] != right[0] ? (left[0] < right[0] ? 1 : -1)
				   : (left[1] > right[1]) - (left[1] < right[1]);
}

static void write_tally(const struct draft *draft, const struct tally *tally,
			const char *key, const char *after, bool doubtful,
			struct buf *out)
{
	uint32_t order[DISTINCT][2];

	for (uint32_t i = 0; i < tally->count; i++) {
		order[i][0] = tally->items[i].mails;
		order[i][1] = i;
	}
	qsort(order, tally->count, sizeof order[0], by_mails);
	for (uint32_t i = 0; i < tally->count; i++) {
		struct str text = tally->items[order[i][1]].text;
		uint32_t mails = order[i][0];

		if (!is_harmless(text))
			continue;
		buf_printf(out, "%s%s = %.*s%s   # in %u of %u mails\n",
			   doubtful || mails * 2 < draft->mail ? "# " : "", key,
			   STR_ARG(text), after, mails, draft->mail);
	}
}

/* Whether the filter takes out what comes in with its name is not seen in good mails. */
static void write_below(const struct draft *draft, struct buf *out)
{
	uint32_t mails = 0;

	for (uint32_t i = 0; i < draft->below.count; i++)
		mails += draft->below.items[i].mails;
	if (mails)
		buf_printf(out,
			   "# results-below = yes   # in %u of %u mails; only where your "
			   "filter takes out what comes in with its name\n",
			   mails, draft->mail);
}

static void write_zone(const struct draft *draft, struct buf *out)
{
	uint32_t best = 0;

	for (uint32_t i = 1; i < draft->zones.count; i++)
		if (draft->zones.items[i].mails > draft->zones.items[best].mails)
			best = i;
	if (draft->zones.count == 0) {
		buf_add_c(out, "# time-zone = +0900   # not seen\n");
		return;
	}
	buf_printf(out, "%stime-zone = %.*s   # in %u of %u mails\n",
		   draft->zones.items[best].mails * 2 < draft->mail ? "# " : "",
		   STR_ARG(draft->zones.items[best].text), draft->zones.items[best].mails,
		   draft->mail);
	if (str_eq(draft->zones.items[best].text, STR("+0900")))
		buf_add_c(out, "# holidays = JP\n");
}

void profile_draft(struct arena *arena, struct message *const *mails, uint32_t count,
		   struct buf *out)
{
	struct draft *draft = arena_new_of(arena, struct draft);
	bool provider;

	draft->arena = arena;
	for (uint32_t i = 0; i < count; i++)
		count_mail(draft, mails[i]);
	/* At a provider the mailbox's domain may be everybody's. */
	provider = draft->presets.count > 0;
	buf_printf(
	    out,
	    "# A draft from %u mails. Read every line before you use it: what stands\n"
	    "# here is trusted. Lines that begin with '#' were seen too seldom, or need\n"
	    "# your decision.\n\n",
	    draft->mail);
	buf_add_c(out, "# Who we are: domains that are ours alone.\n");
	if (provider)
		buf_add_c(out,
			  "# The mailbox lies at a provider: uncomment only a domain of "
			  "your own,\n# never the provider's.\n");
	write_tally(draft, &draft->domains, "own-domain", "", provider, out);
	buf_add_c(out, "\n# Whom we trust: servers of ours, and whose results count.\n");
	write_tally(draft, &draft->presets, "preset", "", false, out);
	write_tally(draft, &draft->relays, "relay", "", false, out);
	write_tally(draft, &draft->ids, "authserv-id", "", false, out);
	write_below(draft, out);
	buf_add_c(out, "\n# Where we are.\n");
	write_zone(draft, out);
	if (draft->spam_fields.count)
		buf_add_c(out,
			  "\n# Fields of spam filters that were seen; complete the value "
			  "that means spam.\n");
	write_tally(draft, &draft->spam_fields, "spam-field", ": YES", true, out);
}
