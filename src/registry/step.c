/* registry/step.c - one server is asked, and what its answer amounts to. */
#include "registry/part.h"

#include "door/exchange.h"
#include "door/reach.h"
#include "link/host.h"
#include "record/rdap.h"
#include "record/whois.h"

#define N_(text) text

/* What was read in one answer; kept with it, for all who ask the same. */
struct registry_reading {
	enum enquiry_state state;
	const char *why;
	struct registry_facts facts;
	struct str elsewhere;
};

static enum enquiry_state state_of_outcome(enum registry_outcome outcome)
{
	static const enum enquiry_state states[] = {
		[REGISTRY_UNREADABLE] = ENQUIRY_UNREADABLE,
		[REGISTRY_FOUND] = ENQUIRY_FOUND,
		[REGISTRY_NOT_FOUND] = ENQUIRY_NOT_FOUND,
		[REGISTRY_RESERVED] = ENQUIRY_RESERVED,
		[REGISTRY_THROTTLED] = ENQUIRY_THROTTLED,
		[REGISTRY_REFUSED] = ENQUIRY_REFUSED,
		[REGISTRY_RETIRED] = ENQUIRY_RETIRED,
	};

	return states[outcome];
}

/* --- answers that hold something -----------------------------------------------------
 */

static void read_whois(struct arena *arena, const struct question *question,
		       struct str bytes, struct registry_reading *ret)
{
	struct whois_asked asked = { .server = question->name,
				     .query = question->subject };

	if (!str_trim(bytes).n) {
		ret->state = ENQUIRY_NO_ANSWER;
		ret->why = N_("the answer is empty");
		return;
	}
	whois_read(arena, bytes, &asked, &ret->facts);
	ret->state = state_of_outcome(ret->facts.outcome);
}

/* 404 is "not found there" (RFC 7480, 5.3); a body may say more than the status, never
 * the contrary. */
static void read_rdap(struct arena *arena, struct str bytes, struct registry_reading *ret)
{
	struct exchange exchange;

	exchange_read(arena, bytes, &exchange);
	rdap_read(arena, exchange.body, &ret->facts);
	ret->state = state_of_outcome(ret->facts.outcome);
	if (exchange.status == 200)
		return;
	ret->facts.outcome = REGISTRY_UNREADABLE;
	if (exchange.status == 404) {
		ret->state = ENQUIRY_NOT_FOUND;
	} else if (exchange.status == 429) {
		ret->state = ENQUIRY_THROTTLED;
	} else if (exchange.status >= 400 && exchange.status < 500) {
		ret->state = ENQUIRY_REFUSED;
	} else if (exchange.status >= 300 && exchange.status < 400) {
		ret->elsewhere = exchange_field(&exchange, STR("location"));
		ret->state = ret->elsewhere.n ? ENQUIRY_FOUND : ENQUIRY_NO_ANSWER;
	} else {
		ret->state = ENQUIRY_NO_ANSWER;
		ret->why = N_("the server failed");
	}
}

static const struct registry_reading *reading_of(struct door *door,
						 const struct question *question,
						 const struct answer *answer)
{
	struct registry_reading *reading = answer->kept[ANSWER_READ_BY_REGISTRY];

	if (reading)
		return reading;
	reading = arena_new_of(door_arena(door), struct registry_reading);
	registry_facts_init(&reading->facts);
	if (question->kind == QUESTION_WHOIS)
		read_whois(door_arena(door), question, answer->bytes, reading);
	else
		read_rdap(door_arena(door), answer->bytes, reading);
	door_keep(door, answer, ANSWER_READ_BY_REGISTRY, reading);
	return reading;
}

/* --- all answers ------------------------------------------------------------------- */

/* What another program says ends where its length says so. */
static const char *reason(struct arena *arena, const struct answer *answer)
{
	if (answer->reason.n == 0)
		return N_("asking was not allowed");
	return arena_concat(arena, answer->reason, STR("\0")).p;
}

static void settle(const struct enquiry_how *how, const struct question *question,
		   struct enquiry_step *step)
{
	const struct answer *answer = step->answer;
	const struct registry_reading *reading;

	switch (answer->status) {
	case ANSWER_ANSWERED:
		reading = reading_of(how->door, question, answer);
		step->state = reading->state;
		step->why = reading->why;
		step->facts = &reading->facts;
		step->elsewhere = reading->elsewhere;
		step->points_on = reading->elsewhere.n > 0;
		break;
	case ANSWER_NOT_ALLOWED:
		step->state = ENQUIRY_UNASKED;
		step->why = reason(how->arena, answer);
		break;
	case ANSWER_NOT_RECORDED:
		step->state = ENQUIRY_UNASKED;
		step->why = N_("not among the recorded answers");
		break;
	case ANSWER_THROTTLED:
		step->state = ENQUIRY_THROTTLED;
		break;
	case ANSWER_REFUSED:
		step->state = ENQUIRY_REFUSED;
		step->why = N_("the connection was refused");
		break;
	case ANSWER_NO_SUCH_NAME:
	case ANSWER_NO_DATA:
		step->state = ENQUIRY_NO_ANSWER;
		step->why = N_("the server's name leads nowhere");
		break;
	case ANSWER_TIMEOUT:
		step->state = ENQUIRY_NO_ANSWER;
		step->why = N_("nobody answered in time");
		break;
	default:
		step->state = ENQUIRY_NO_ANSWER;
		step->why = N_("the server could not be asked");
		break;
	}
}

/* --- is it about what was asked? -----------------------------------------------------
 */

static bool is_same_domain(struct arena *arena, struct str asked, struct str told)
{
	struct host host;

	if (told.n == 0 || str_eq_nocase(asked, told))
		return true;
	host_parse(arena, told, &host);
	return host.ok && str_eq_nocase(asked, host.ascii);
}

bool enquiry_covers(const struct registry_network *network, const struct ip *ip)
{
	size_t n = ip->kind == IP_V4 ? 4 : 16;

	return network->first.kind == ip->kind && network->last.kind == ip->kind &&
	       memcmp(network->first.bytes, ip->bytes, n) <= 0 &&
	       memcmp(network->last.bytes, ip->bytes, n) >= 0;
}

static bool is_about(const struct enquiry_how *how, const struct enquiry *enquiry,
		     const struct registry_facts *facts)
{
	if (enquiry->ip.kind == IP_NONE)
		return is_same_domain(how->arena, enquiry->name, facts->domain);
	for (uint32_t i = 0; i < facts->network_count; i++)
		if (enquiry_covers(&facts->networks[i], &enquiry->ip))
			return true;
	/* a bare referral */
	return facts->network_count == 0;
}

/* --- asking --------------------------------------------------------------------------
 */

static struct enquiry_step *add_step(struct enquiry *enquiry, enum enquiry_peer peer)
{
	struct enquiry_step *step;

	if (enquiry->step_count == LIMIT_ENQUIRY_STEPS)
		return NULL;
	step = &enquiry->steps[enquiry->step_count++];
	*step = (struct enquiry_step){ .peer = peer };
	return step;
}

static enum purpose purpose_of(const struct enquiry *enquiry, enum enquiry_peer peer)
{
	if (peer == PEER_ROOT)
		return PURPOSE_REGISTRY;
	return enquiry->ip.kind == IP_NONE ? PURPOSE_REGISTRATION : PURPOSE_HOLDER;
}

/* Its addresses and the question go out together: both are known. */
static void ask(const struct enquiry_how *how, struct enquiry *enquiry,
		const struct question *question, struct enquiry_step *step)
{
	bool reached = door_reach(how->door, question->name);

	step->question = question->text;
	step->server = question->name;
	door_purpose(how->door, purpose_of(enquiry, step->peer));
	step->answer = door_ask(how->door, question);
	step->state = ENQUIRY_WAITING;
	if (!step->answer || !reached)
		return;
	settle(how, question, step);
	/* of the root no more is wanted than whom it names */
	if (step->peer == PEER_ROOT && step_refers(step))
		step->state = ENQUIRY_FOUND;
	if (step->state == ENQUIRY_FOUND && step->peer != PEER_ROOT && !step->points_on &&
	    !is_about(how, enquiry, step->facts)) {
		step->state = ENQUIRY_UNREADABLE;
		step->why = N_("the answer is about something else");
	}
}

static const char no_server[] = N_("what it refers to is no server");

struct enquiry_step *step_whois(const struct enquiry_how *how, struct enquiry *enquiry,
				const struct whois_peer *peer)
{
	struct enquiry_step *step = add_step(enquiry, peer->peer);
	struct question question;

	if (!step)
		return NULL;
	step->server = peer->server;
	if (!question_whois(how->arena, peer->server, peer->port, peer->query,
			    &question)) {
		step->state = ENQUIRY_NO_SERVER;
		step->why = no_server;
		return step;
	}
	if (peer->rwhois) {
		question.contact = CONTACT_VISIT;
		if (how->allowed < CONTACT_VISIT) {
			step->state = ENQUIRY_UNASKED;
			step->why = N_("it is a server of the network's own: that would "
				       "be a visit");
			return step;
		}
	}
	ask(how, enquiry, &question, step);
	return step;
}

/* One server; NULL: that was asked before, or there is no room. */
static struct enquiry_step *ask_rdap(const struct enquiry_how *how,
				     struct enquiry *enquiry, enum enquiry_peer peer,
				     struct str url)
{
	struct enquiry_step *step;
	struct question question;
	bool ok = question_rdap(how->arena, url, &question);

	for (uint32_t i = 0; ok && i < enquiry->step_count; i++)
		if (str_eq(enquiry->steps[i].question, question.text))
			return NULL;
	step = add_step(enquiry, peer);
	if (!step)
		return NULL;
	step->rdap = true;
	if (!ok) {
		step->state = ENQUIRY_NO_SERVER;
		step->why = no_server;
		return step;
	}
	ask(how, enquiry, &question, step);
	return step;
}

bool step_rdap(const struct enquiry_how *how, struct enquiry *enquiry,
	       enum enquiry_peer peer, struct str url, struct enquiry_step **ret)
{
	for (uint32_t referrals = 0; url.n; referrals++) {
		if (referrals > LIMIT_WHOIS_REFERRALS) {
			enquiry->too_many = true;
			*ret = NULL;
			return true;
		}
		*ret = ask_rdap(how, enquiry, peer, url);
		if (!*ret)
			return true;
		if ((*ret)->state == ENQUIRY_WAITING)
			return false;
		url = (*ret)->elsewhere;
		if (url.n && !str_starts_nocase(url, STR("https:"))) {
			(*ret)->state = ENQUIRY_NO_ANSWER;
			(*ret)->why = N_("it redirects to something else than https");
			(*ret)->points_on = false;
			return true;
		}
	}
	return true;
}

bool step_refers(const struct enquiry_step *step)
{
	bool read = step->state == ENQUIRY_FOUND ||
		    (step->state == ENQUIRY_UNREADABLE && !step->why);

	return read && step->facts->referral.n > 0;
}

bool step_was_asked(const struct enquiry *enquiry, struct str server)
{
	for (uint32_t i = 0; i < enquiry->step_count; i++)
		if (!enquiry->steps[i].rdap &&
		    str_eq_nocase(enquiry->steps[i].server, server))
			return true;
	return false;
}

/* --- the whole ------------------------------------------------------------------------
 */

/* Silence at port 43, where RDAP is the answer (ICANN let it end in January 2025), says
 * nothing of the domain. */
static void retire(struct enquiry *enquiry)
{
	bool has_rdap = false;

	for (uint32_t i = 0; i < enquiry->step_count; i++)
		has_rdap |= enquiry->steps[i].rdap;
	for (uint32_t i = 0; i < enquiry->step_count && has_rdap; i++) {
		struct enquiry_step *step = &enquiry->steps[i];
		bool empty = step->state == ENQUIRY_NO_ANSWER && step->answer &&
			     step->answer->status == ANSWER_ANSWERED;
		bool shut = step->state == ENQUIRY_REFUSED && step->answer &&
			    step->answer->status == ANSWER_REFUSED;

		if (!step->rdap && step->peer != PEER_ROOT && (empty || shut))
			step->state = ENQUIRY_RETIRED;
	}
}

/* The root only knows whom to ask; that it knows nobody is no answer about the name. */
static enum enquiry_state counted_as(const struct enquiry_step *step)
{
	bool lost = step->state == ENQUIRY_NOT_FOUND || step->state == ENQUIRY_RESERVED;

	return step->peer == PEER_ROOT && lost ? ENQUIRY_NO_SERVER : step->state;
}

void step_settle(struct enquiry *enquiry)
{
	bool any = false;

	retire(enquiry);
	enquiry->state = ENQUIRY_NO_SERVER;
	enquiry->why = N_("nobody is named who keeps it");
	for (uint32_t i = 0; i < enquiry->step_count; i++) {
		const struct enquiry_step *step = &enquiry->steps[i];
		enum enquiry_state state = counted_as(step);

		if (state == ENQUIRY_FOUND &&
		    (step->points_on || step->peer == PEER_ROOT))
			continue;
		if (any && state <= enquiry->state)
			continue;
		any = true;
		enquiry->state = state;
		if (state != ENQUIRY_NO_SERVER)
			enquiry->why = step->why;
		enquiry->told_at = step->answer ? step->answer->asked_at : 0;
	}
}

const struct registry_abuse *enquiry_abuse(const struct enquiry *enquiry,
					   enum registry_role of)
{
	const struct registry_facts *facts =
	    enquiry->ip.kind == IP_NONE ? &enquiry->registration.facts : enquiry->facts;

	for (uint32_t i = 0; facts && i < facts->abuse_count; i++)
		if (facts->abuse[i].of == of && facts->abuse[i].email.n)
			return &facts->abuse[i];
	return NULL;
}

const char *enquiry_state_name(enum enquiry_state state)
{
	static const char *const names[ENQUIRY_STATES] = {
		[ENQUIRY_UNASKED] = "not-asked",     [ENQUIRY_WAITING] = "not-asked",
		[ENQUIRY_NO_SERVER] = "no-server",   [ENQUIRY_NO_ANSWER] = "no-answer",
		[ENQUIRY_UNREADABLE] = "unreadable", [ENQUIRY_RETIRED] = "retired",
		[ENQUIRY_REFUSED] = "refused",	     [ENQUIRY_THROTTLED] = "throttled",
		[ENQUIRY_NOT_FOUND] = "not-found",   [ENQUIRY_RESERVED] = "reserved",
		[ENQUIRY_FOUND] = "found",
	};

	return names[state];
}

const char *enquiry_peer_name(enum enquiry_peer peer)
{
	static const char *const names[ENQUIRY_PEERS] = {
		[PEER_ROOT] = "root",
		[PEER_REGISTRY] = "registry",
		[PEER_REGISTRAR] = "registrar",
	};

	return names[peer];
}
