/* auth/dmarc.c - see dmarc.h. */
#include "auth/dmarc.h"

#include "link/host.h"
#include "record/dns.h"

#ifndef N_
#define N_(text) text
#endif

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
	const struct answer *answer;
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

	*ret = (struct lookup){ .state = state_of(answer), .answer = answer };
	if (ret->state == FOUND)
		choose_record(arena, answer, ret);
}

static void note(struct str domain, const struct lookup *lookup, const char *reason,
		 struct dmarc_step *ret)
{
	*ret =
	    (struct dmarc_step){ .domain = domain,
				 .answer = lookup->answer,
				 .outcome = lookup->state == FOUND	   ? "record"
					    : lookup->several		   ? "several"
					    : lookup->state == NO_RECORD   ? "none"
					    : lookup->state == NOT_CHECKED ? "unchecked"
									   : "no-answer",
				 .reason = reason };
	if (lookup->state == FOUND)
		ret->record = lookup->record.text;
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
	struct dmarc_step *trace;
	uint32_t trace_count;
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

static const char *why_this_name(struct str name, struct str start)
{
	if (str_eq(name, start))
		return N_("the domain itself");
	if (str_eq(name, parent(start)) || label_count(name) < WALK_LABELS)
		return N_("one label less");
	return N_("a long name is cut to seven labels");
}

static const char *why_it_stops(const struct dmarc_record *record, bool is_start)
{
	if (record->psd == 'n')
		return N_("psd=n: this is the organization");
	if (is_start)
		return N_("psd=y: this is a public suffix that sends mail itself");
	return N_("psd=y: this is a public suffix; the organization is one label below");
}

static void tree_walk(struct arena *arena, struct door *door, struct str start,
		      struct walk *ret)
{
	struct str name = start;

	*ret = (struct walk){ .state = FOUND, .start = start };
	ret->trace = arena_alloc_array(arena, WALK_QUERIES, sizeof *ret->trace);
	for (int i = 0; i < WALK_QUERIES && name.n; i++, name = next_name(name)) {
		struct dmarc_step *step = &ret->trace[ret->trace_count++];
		struct lookup lookup;

		look_up(arena, door, name, &lookup);
		note(name, &lookup, why_this_name(name, start), step);
		ret->several += lookup.several;
		if (lookup.state != FOUND && lookup.state != NO_RECORD)
			ret->state = lookup.state; /* the rest is asked all the same */
		if (lookup.state != FOUND || ret->state != FOUND)
			continue;
		ret->found[ret->found_count++] = (struct step){ name, lookup.record };
		if (lookup.record.psd != 'u') {
			step->stop = why_it_stops(&lookup.record, str_eq(name, start));
			break;
		}
	}
	if (ret->trace_count && !ret->trace[ret->trace_count - 1].stop)
		ret->trace[ret->trace_count - 1].stop =
		    name.n ? N_("eight names are the most that are asked for")
			   : N_("no label is left");
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

static enum alignment settle(struct dmarc_alignment *ret, enum alignment alignment,
			     const char *reason)
{
	ret->aligned = alignment == ALIGNED;
	ret->reason = reason;
	return alignment;
}

static enum alignment same_name(struct dmarc_alignment *ret)
{
	return settle(ret, ALIGNED, N_("it is the name in From"));
}

static enum alignment too_strict(struct dmarc_alignment *ret)
{
	return settle(ret, APART,
		      N_("the record asks for the very name in From, and it is another"));
}

static enum alignment by_organization(struct dmarc_alignment *ret, bool same)
{
	return same ? settle(ret, ALIGNED, N_("it is of the organization of From"))
		    : settle(ret, APART, N_("it is of another organization"));
}

/* Each identifier has a walk of its own, which need not end where that of From did. */
static enum alignment aligned_by_walk(struct arena *arena, struct door *door,
				      const struct walk *from, bool strict,
				      struct dmarc_alignment *ret)
{
	struct str domain = ret->domain;
	struct walk walk;

	if (str_eq(from->start, domain))
		return same_name(ret);
	if (strict)
		return too_strict(ret);
	/* Nothing is shared: no walk will bring them together. */
	if (!str_eq(str_skip(domain, str_rfind(domain, '.') + 1),
		    str_skip(from->start, str_rfind(from->start, '.') + 1)))
		return by_organization(ret, false);
	door_purpose(door, PURPOSE_DMARC_ALIGNMENT);
	tree_walk(arena, door, domain, &walk);
	ret->trace = walk.trace;
	ret->trace_count = walk.trace_count;
	if (walk.state == WAITING)
		return ALIGNMENT_WAITS;
	if (walk.state != FOUND)
		return settle(ret, ALIGNMENT_UNKNOWN,
			      N_("its organization could not be found out"));
	ret->organizational_domain = walk.organizational;
	return by_organization(ret, str_eq(walk.organizational, from->organizational));
}

static enum alignment aligned_by_suffix(struct arena *arena, struct str from, bool strict,
					struct dmarc_alignment *ret)
{
	struct str domain = ret->domain;

	if (str_eq(from, domain))
		return same_name(ret);
	if (strict)
		return too_strict(ret);
	ret->organizational_domain = host_registrable(arena, domain);
	return by_organization(ret, host_related(arena, from, domain));
}

struct judge {
	struct arena *arena;
	struct door *door;
	const struct dmarc_query *query;
	struct str from;
	const struct walk *walk; /* NULL: by public suffix */
	bool waits, unknown;
};

static bool is_aligned(struct judge *judge, struct dmarc_side *side,
		       const struct dmarc_identifier *id, bool dkim)
{
	bool strict = dkim ? side->record.strict_dkim : side->record.strict_spf;
	struct dmarc_alignment *row;
	enum alignment alignment;
	struct host host;

	if (id->state == DMARC_ID_OTHER || id->domain.n == 0)
		return false;
	host_parse(judge->arena, id->domain, &host);
	row = &side->alignments[side->alignment_count++];
	row->dkim = dkim;
	row->domain = host.ok ? host.ascii : arena_lower(judge->arena, id->domain);
	alignment =
	    judge->walk
		? aligned_by_walk(judge->arena, judge->door, judge->walk, strict, row)
		: aligned_by_suffix(judge->arena, judge->from, strict, row);
	judge->waits |= alignment == ALIGNMENT_WAITS;
	judge->unknown |= alignment == ALIGNMENT_UNKNOWN ||
			  (alignment == ALIGNED && id->state == DMARC_ID_UNCHECKED);
	return alignment == ALIGNED && id->state == DMARC_ID_PASS;
}

static void judge_side(struct judge *judge, struct dmarc_side *side)
{
	const struct dmarc_query *query = judge->query;

	side->alignments = arena_alloc_array(judge->arena, query->dkim_count + 1,
					     sizeof *side->alignments);
	side->spf_aligned = is_aligned(judge, side, &query->spf, false);
	for (uint32_t i = 0; i < query->dkim_count; i++) {
		if (!is_aligned(judge, side, &query->dkim[i], true) || side->dkim_aligned)
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
	door_purpose(door, PURPOSE_DMARC_EXISTENCE);
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

	door_purpose(judge->door, PURPOSE_DMARC_RECORD);
	tree_walk(judge->arena, judge->door, judge->from, &walk);
	side->trace = walk.trace;
	side->trace_count = walk.trace_count;
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

static const char *why_suffix_stops(const struct lookup *lookup,
				    const struct dmarc_side *side)
{
	if (lookup->state == FOUND)
		return side->trace_count == 1
			   ? N_("its own record stands before others")
			   : N_("its policy holds for the names below");
	if (lookup->state == NO_RECORD)
		return N_("no other name may speak for it");
	return N_("without this answer nothing can be said");
}

static bool by_public_suffix(struct judge *judge, struct dmarc_side *side)
{
	struct lookup lookup;
	struct str org = host_registrable(judge->arena, judge->from);

	side->organizational_domain = org.n ? org : judge->from;
	side->policy_domain = judge->from;
	side->trace = arena_alloc_array(judge->arena, 2, sizeof *side->trace);
	door_purpose(judge->door, PURPOSE_DMARC_RECORD);
	look_up(judge->arena, judge->door, judge->from, &lookup);
	note(judge->from, &lookup, N_("the domain itself"),
	     &side->trace[side->trace_count++]);
	side->several = lookup.several;
	if (lookup.state == NO_RECORD &&
	    !str_eq(side->organizational_domain, judge->from)) {
		side->policy_domain = side->organizational_domain;
		look_up(judge->arena, judge->door, side->policy_domain, &lookup);
		note(side->policy_domain, &lookup,
		     N_("the organization, by the public suffix list"),
		     &side->trace[side->trace_count++]);
		side->several += lookup.several;
	}
	side->trace[side->trace_count - 1].stop = why_suffix_stops(&lookup, side);
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
