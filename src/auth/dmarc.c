/* auth/dmarc.c - see dmarc.h. */
#include "auth/dmarc.h"

#include "link/host.h"
#include "record/dns.h"

/* RFC 9989, 4.10: at most eight questions; a long name is cut to seven labels after the
 * first. */
enum { WALK_QUERIES = 8, WALK_LABELS = 7 };

const char *dmarc_code_name(enum dmarc_code code)
{
	static const char *const names[] = {
		[DMARC_NONE] = "none",		 [DMARC_PASS] = "pass",
		[DMARC_FAIL] = "fail",		 [DMARC_TEMPERROR] = "temperror",
		[DMARC_PERMERROR] = "permerror", [DMARC_UNCHECKED] = "unchecked",
	};

	return names[code];
}

const char *dmarc_policy_name(enum dmarc_policy policy)
{
	static const char *const names[] = {
		[DMARC_P_NONE] = "none",
		[DMARC_P_QUARANTINE] = "quarantine",
		[DMARC_P_REJECT] = "reject",
	};

	return names[policy];
}

/* --- one name's record ------------------------------------------------------------ */

enum look_up {
	FOUND,
	NO_RECORD,
	WAITING,
	NO_ANSWER,   /* a failure of the moment */
	NOT_CHECKED, /* the question was not allowed or not recorded */
};

struct lookup {
	enum look_up state;
	struct dmarc_record record;
	bool several;
};

static enum look_up state_of(const struct answer *answer)
{
	if (!answer)
		return WAITING;
	switch (answer->status) {
	case ANSWER_ANSWERED:
		return FOUND;
	case ANSWER_NO_SUCH_NAME:
	case ANSWER_NO_DATA:
		return NO_RECORD;
	case ANSWER_NOT_ALLOWED:
	case ANSWER_NOT_RECORDED:
		return NOT_CHECKED;
	default:
		return NO_ANSWER;
	}
}

/* More than one record at one name: none of them counts (RFC 9989, 4.10). */
static void choose_record(struct arena *arena, const struct answer *answer,
			  struct lookup *ret)
{
	struct dns_packet packet;
	const struct dns_record **records;
	uint32_t count, found = 0;
	struct err err;

	ret->state = NO_ANSWER;
	if (!dns_read(arena, answer->bytes, &packet, &err))
		return;
	ret->state = NO_RECORD;
	if (!dns_select(arena, &packet, DNS_TXT, &records, &count, NULL, NULL))
		return;
	for (uint32_t i = 0; i < count; i++) {
		struct dmarc_record record;

		if (!dmarc_record_read(records[i]->data, &record))
			continue;
		ret->record = record;
		found++;
	}
	ret->several = found > 1;
	if (found == 1)
		ret->state = FOUND;
}

static void look_up(struct arena *arena, struct door *door, struct str domain,
		    struct lookup *ret)
{
	struct str name = arena_concat(arena, STR("_dmarc."), domain);
	const struct answer *answer = door_ask_dns(door, DNS_TXT, name);

	*ret = (struct lookup){ .state = state_of(answer) };
	if (ret->state == FOUND)
		choose_record(arena, answer, ret);
}

/* --- the tree walk ------------------------------------------------------------------ */

struct step {
	struct str domain;
	struct dmarc_record record;
};
struct walk {
	enum look_up state; /* FOUND: went through; else what stopped it */
	struct step found[WALK_QUERIES];
	uint32_t found_count;
	uint32_t several;
	struct str start, organizational;
};

static uint32_t label_count(struct str name)
{
	uint32_t n = name.n > 0;

	for (size_t i = 0; i < name.n; i++)
		n += name.p[i] == '.';
	return n;
}

static struct str parent(struct str name)
{
	size_t dot = str_find(name, '.');

	return dot == STR_NPOS ? str_skip(name, name.n) : str_skip(name, dot + 1);
}

/* The next name to ask: the parent; once, of a long name, seven labels. */
static struct str next_name(struct str name)
{
	name = parent(name);
	while (label_count(name) > WALK_LABELS)
		name = parent(name);
	return name;
}

/* One label below `above` on the way down to `start`. */
static struct str below(struct str start, struct str above)
{
	struct str name = start;

	while (name.n && !str_eq(parent(name), above))
		name = parent(name);
	return name.n ? name : start;
}

static struct str organizational(const struct walk *walk)
{
	const struct step *last;

	if (walk->found_count == 0)
		return walk->start;
	last = &walk->found[walk->found_count - 1];
	if (last->record.psd == 'y' && !str_eq(last->domain, walk->start))
		return below(walk->start, last->domain);
	return last->domain; /* psd=n, or the fewest labels */
}

static void tree_walk(struct arena *arena, struct door *door, struct str start,
		      struct walk *ret)
{
	struct str name = start;

	*ret = (struct walk){ .state = FOUND, .start = start };
	for (int i = 0; i < WALK_QUERIES && name.n; i++, name = next_name(name)) {
		struct lookup lookup;

		look_up(arena, door, name, &lookup);
		ret->several += lookup.several;
		if (lookup.state != FOUND && lookup.state != NO_RECORD)
			ret->state = lookup.state; /* the rest is asked all the same */
		if (lookup.state != FOUND || ret->state != FOUND)
			continue;
		ret->found[ret->found_count++] = (struct step){ name, lookup.record };
		if (lookup.record.psd != 'u')
			break;
	}
	ret->organizational = organizational(ret);
}

/* Author domain, then organizational domain, then public suffix (RFC 9989, 4.10.1). */
static const struct step *policy_step(const struct walk *walk)
{
	for (uint32_t i = 0; i < walk->found_count; i++)
		if (str_eq(walk->found[i].domain, walk->start) ||
		    str_eq(walk->found[i].domain, walk->organizational))
			return &walk->found[i];
	for (uint32_t i = 0; i < walk->found_count; i++)
		if (walk->found[i].record.psd == 'y')
			return &walk->found[i];
	return NULL;
}

/* --- alignment ------------------------------------------------------------------------
 */

enum alignment { APART, ALIGNED, ALIGNMENT_WAITS, ALIGNMENT_UNKNOWN };

/* Each identifier has a walk of its own (AUTH, 0). */
static enum alignment aligned_by_walk(struct arena *arena, struct door *door,
				      const struct walk *from, struct str domain,
				      bool strict)
{
	struct walk walk;

	if (str_eq(from->start, domain))
		return ALIGNED;
	if (strict || domain.n == 0)
		return APART;
	/* Nothing is shared: no walk will bring them together. */
	if (!str_eq(str_skip(domain, str_rfind(domain, '.') + 1),
		    str_skip(from->start, str_rfind(from->start, '.') + 1)))
		return APART;
	tree_walk(arena, door, domain, &walk);
	if (walk.state == WAITING)
		return ALIGNMENT_WAITS;
	if (walk.state != FOUND)
		return ALIGNMENT_UNKNOWN;
	return str_eq(walk.organizational, from->organizational) ? ALIGNED : APART;
}

static enum alignment aligned_by_suffix(struct arena *arena, struct str from,
					struct str domain, bool strict)
{
	if (str_eq(from, domain))
		return ALIGNED;
	return !strict && host_related(arena, from, domain) ? ALIGNED : APART;
}

struct judge {
	struct arena *arena;
	struct door *door;
	const struct dmarc_query *query;
	struct str from;
	const struct walk *walk; /* NULL: by public suffix */
	bool waits, unknown;
};

static bool is_aligned(struct judge *judge, const struct dmarc_identifier *id,
		       bool strict)
{
	struct str domain;
	enum alignment alignment;
	struct host host;

	if (id->state == DMARC_ID_OTHER || id->domain.n == 0)
		return false;
	host_parse(judge->arena, id->domain, &host);
	domain = host.ok ? host.ascii : arena_lower(judge->arena, id->domain);
	alignment =
	    judge->walk
		? aligned_by_walk(judge->arena, judge->door, judge->walk, domain, strict)
		: aligned_by_suffix(judge->arena, judge->from, domain, strict);
	judge->waits |= alignment == ALIGNMENT_WAITS;
	judge->unknown |= alignment == ALIGNMENT_UNKNOWN ||
			  (alignment == ALIGNED && id->state == DMARC_ID_UNCHECKED);
	return alignment == ALIGNED && id->state == DMARC_ID_PASS;
}

static void judge_side(struct judge *judge, struct dmarc_side *side)
{
	const struct dmarc_query *query = judge->query;

	side->spf_aligned = is_aligned(judge, &query->spf, side->record.strict_spf);
	for (uint32_t i = 0; i < query->dkim_count; i++) {
		if (!is_aligned(judge, &query->dkim[i], side->record.strict_dkim) ||
		    side->dkim_aligned)
			continue;
		side->dkim_aligned = true;
		side->dkim_domain = query->dkim[i].domain;
	}
	if (side->spf_aligned || side->dkim_aligned)
		side->code = DMARC_PASS;
	else
		side->code = judge->unknown ? DMARC_UNCHECKED : DMARC_FAIL;
}

/* --- policy
 * ----------------------------------------------------------------------------- */

/* Does the name exist at all? (RFC 9989, 3.2.13: NXDOMAIN says that it does not.) */
static enum look_up existence(struct door *door, struct str domain)
{
	return state_of(door_ask_dns(door, DNS_A, domain));
}

static bool not_existing(struct door *door, struct str domain)
{
	const struct answer *answer = door_ask_dns(door, DNS_A, domain);

	return answer && answer->status == ANSWER_NO_SUCH_NAME;
}

static enum dmarc_policy lowered(enum dmarc_policy policy)
{
	return policy == DMARC_P_NONE ? DMARC_P_NONE : policy - 1;
}

/* False: waiting. */
static bool choose_policy(struct judge *judge, struct dmarc_side *side)
{
	const struct dmarc_record *record = &side->record;

	side->policy_tag = "p";
	side->policy = record->p;
	if (!str_eq(side->policy_domain, judge->from)) {
		if (record->has_sp) {
			side->policy_tag = "sp";
			side->policy = record->sp;
		}
		if (record->has_np) {
			if (existence(judge->door, judge->from) == WAITING)
				return false;
			if (not_existing(judge->door, judge->from)) {
				side->policy_tag = "np";
				side->policy = record->np;
			}
		}
	}
	if (record->testing && judge->walk)
		side->policy = lowered(side->policy);
	return true;
}

static enum dmarc_code code_of(enum look_up state)
{
	return state == NOT_CHECKED ? DMARC_UNCHECKED : DMARC_TEMPERROR;
}

/* False: waiting. */
static bool by_tree_walk(struct judge *judge, struct dmarc_side *side)
{
	const struct step *step;
	struct walk walk;

	tree_walk(judge->arena, judge->door, judge->from, &walk);
	if (walk.state == WAITING)
		return false;
	side->several = walk.several;
	if (walk.state != FOUND) {
		side->code = code_of(walk.state);
		return true;
	}
	side->organizational_domain = walk.organizational;
	step = policy_step(&walk);
	if (!step)
		return true; /* DMARC_NONE */
	side->policy_domain = step->domain;
	side->record = step->record;
	judge->walk = &walk;
	if (!choose_policy(judge, side))
		judge->waits = true;
	judge_side(judge, side);
	return !judge->waits;
}

static bool by_public_suffix(struct judge *judge, struct dmarc_side *side)
{
	struct lookup lookup;
	struct str org = host_registrable(judge->arena, judge->from);

	side->organizational_domain = org.n ? org : judge->from;
	side->policy_domain = judge->from;
	look_up(judge->arena, judge->door, judge->from, &lookup);
	side->several = lookup.several;
	if (lookup.state == NO_RECORD &&
	    !str_eq(side->organizational_domain, judge->from)) {
		side->policy_domain = side->organizational_domain;
		look_up(judge->arena, judge->door, side->policy_domain, &lookup);
		side->several += lookup.several;
	}
	if (lookup.state == WAITING)
		return false;
	if (lookup.state != FOUND) {
		side->policy_domain = STR_NONE;
		if (lookup.state != NO_RECORD)
			side->code = code_of(lookup.state);
		return true;
	}
	side->record = lookup.record;
	if (!choose_policy(judge, side))
		return false;
	judge_side(judge, side);
	return true;
}

bool dmarc_check(struct arena *arena, struct door *door, const struct dmarc_query *query,
		 struct dmarc_result *ret)
{
	struct judge walk = { .arena = arena, .door = door, .query = query };
	struct judge suffix;
	struct host host;
	bool done;

	*ret = (struct dmarc_result){ .code = DMARC_NONE };
	host_parse(arena, query->from_domain, &host);
	if (!host.ok || host.is_address || host.ascii.n == 0) {
		ret->code = DMARC_PERMERROR;
		ret->domain = query->from_domain;
		ret->by_tree_walk.code = ret->by_public_suffix.code = DMARC_PERMERROR;
		return true;
	}
	ret->domain = walk.from = host.ascii;
	suffix = walk;
	/* Both ask before either is waited for. */
	done = by_tree_walk(&walk, &ret->by_tree_walk);
	done &= by_public_suffix(&suffix, &ret->by_public_suffix);
	if (!done)
		return false;
	ret->code = ret->by_tree_walk.code;
	ret->differs = ret->by_tree_walk.code != ret->by_public_suffix.code ||
		       ret->by_tree_walk.policy != ret->by_public_suffix.policy;
	return true;
}
