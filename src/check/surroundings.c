/* check/surroundings.c - see surroundings.h. */
#include "check/surroundings.h"

#include "check/origin.h"
#include "check/secrets.h"
#include "maillog/query.h"

static const struct token_needles *recipients(const struct inspection *in)
{
	const struct hop *hop = origin_hop(in);
	struct secrets secrets;

	secrets_of(in->arena, in->message, hop ? hop->received.for_ : STR_NONE, &secrets);
	return secrets_needles(in->arena, &secrets, in->env->tables);
}

/* Were logs given, now, in an answers file, or when the case was made? */
static bool has_log(const struct inspection *in)
{
	const struct recording *recording = in->env->recording;

	if (in->env->has_log || answers_has_log(in->env->answers))
		return true;
	for (uint32_t i = 0; recording && i < recording->count; i++)
		if (str_starts(recording->answers[i].question, STR("log ")))
			return true;
	return false;
}

void surroundings_open_door(struct inspection *in)
{
	const struct recording *recording = in->env->recording;
	struct door_options options = {
		.contact = in->env->allowed,
		.answers = in->env->answers,
		.replay = recording && !recording->open,
		.closed = recording && recording->closed,
		.undecoded = in->alone || in->env->undecoded,
		.clock = in->env->clock,
		.questions = in->env->questions,
	};
	bool of_log = in->thing && in->thing->kind == THING_QUEUE_ID;
	bool outside = (options.contact >= CONTACT_LOOKUP || in->env->plan) && !of_log;

	if (!outside && !in->attachments.count && !in->attachments.drawn_count &&
	    !has_log(in))
		return;
	if (outside)
		options.secrets = recipients(in);
	in->door = door_new(in->arena, &options);
	for (uint32_t i = 0; recording && i < recording->count; i++)
		door_recall(in->door, &recording->answers[i]);
	if (!outside)
		return;
	in->authentication.door = in->door;
	in->authentication.secrets = options.secrets;
}

static struct str envelope_from(const struct inspection *in)
{
	const struct hop *hop = origin_hop(in);

	if (hop && hop->received.envelope_from.n)
		return hop->received.envelope_from;
	return in->message->return_path.address;
}

void surroundings_begin_log(struct inspection *in)
{
	const struct maillog_subject subject = {
		.message = in->message,
		.path = &in->path,
		.queue_id = in->thing ? in->thing->text : in->env->queue_id,
		.envelope_from = envelope_from(in),
		.of_log_alone = in->thing != NULL,
		.zone_known = in->env->site->zone_given,
		.zone_minutes = in->env->site->zone_minutes,
		.clock = in->env->clock,
	};

	if (in->door && has_log(in))
		in->log_query = maillog_begin(in->arena, in->door, &subject);
}

/* Lists that the profile names. */
static void begin_reputation(struct inspection *in)
{
	const struct reputation_query query = {
		.survey = in->survey,
		.links = &in->links,
		.path = &in->path,
		.site = in->env->site,
		.tables = in->env->tables,
		.secrets = in->authentication.secrets,
	};

	in->reputation = reputation_begin(in->arena, in->authentication.door, &query);
}

/* When it was handed over, as our own server says; else now: the sender's own Date is
 * worth nothing here. */
static int64_t arrived_at(const struct inspection *in)
{
	const struct hop *hop = origin_hop(in);
	const struct date *date = hop ? &hop->received.date : NULL;

	return date && date->ok && date->utc <= in->env->clock ? date->utc
							       : in->env->clock;
}

static void begin_enquiries(struct inspection *in)
{
	const struct enquiries_query query = {
		.survey = in->survey,
		.tables = in->env->tables,
		.allowed = in->env->allowed,
		.at = arrived_at(in),
	};

	in->enquiries = enquiries_begin(in->arena, in->authentication.door, &query);
}

/* Whoever runs the sites sees it: only where that was asked for. */
static void begin_visits(struct inspection *in)
{
	const struct visits_query query = {
		.links = &in->links,
		.survey = in->survey,
		.tables = in->env->tables,
		.site = in->env->site,
		.needles = in->authentication.secrets,
		.salt = str_c(in->salt),
		.named = in->thing != NULL,
		.plan = in->env->plan,
	};

	if (in->env->allowed >= CONTACT_VISIT)
		in->visits = visits_begin(in->arena, in->authentication.door, &query);
	if (in->env->allowed >= CONTACT_BROWSE)
		in->views = views_begin(in->arena, in->authentication.door, in->visits,
					in->env->tables);
}

void surroundings_begin(struct inspection *in)
{
	const struct survey_query query = {
		.ids = &in->ids,
		.path = &in->path,
		.links = &in->links,
		.claims = &in->claims,
		.site = in->env->site,
		.tables = in->env->tables,
		.salt = str_c(in->salt),
		.asked = in->thing,
	};

	if (!in->authentication.door)
		return;
	in->survey = survey_begin(in->arena, in->authentication.door, &query);
	begin_reputation(in);
	begin_enquiries(in);
	in->pasts =
	    pasts_begin(in->arena, in->authentication.door, in->survey, in->env->site);
	begin_visits(in);
}

static void relate(struct inspection *in)
{
	const struct relations_query query = {
		.survey = in->survey,
		.enquiries = in->enquiries,
		.visits = in->visits,
	};

	relations_find(in->arena, &query, &in->relations);
}

/* --- what visits were led to -----------------------------------------------------------
 */

static bool led_to(struct inspection *in, const struct visit *visit, struct str href,
		   const struct host *host, const struct answer *by)
{
	if (!survey_led_to(in->survey, visit->link, host, by))
		return false;
	reputation_led_to(in->reputation, visit->link->n, href, host);
	return true;
}

static bool led_by_hops(struct inspection *in, const struct visit *visit)
{
	bool new = false;

	for (uint32_t i = 1; i < visit->hop_count; i++)
		new |= led_to(in, visit, visit->hops[i].href, &visit->hops[i].host,
			      visit->hops[i - 1].answer);
	return new;
}

static bool led_by_browser(struct inspection *in, const struct view *view)
{
	bool new = false;

	for (uint32_t i = 0; i < view->step_count; i++) {
		struct str href = view->browsed.steps[view->steps[i]].url;
		struct host host;
		struct url url;

		if (!url_parse(in->arena, href, NULL, &url) || !url_is_http(&url))
			continue;
		host_parse(in->arena, url.host, &host);
		new |= led_to(in, view->visit, url.href, &host, view->answer);
	}
	return new;
}

/* Once all that the message shows is known, the same of the hosts to which it led: true,
 * if there are such. */
static bool go_on_behind(struct inspection *in)
{
	bool new = false;

	if (in->led)
		return false;
	in->led = true;
	for (uint32_t i = 0; in->visits && i < in->visits->count; i++)
		new |= led_by_hops(in, &in->visits->items[i]);
	for (uint32_t i = 0; in->views && i < in->views->count; i++)
		new |= led_by_browser(in, &in->views->items[i]);
	if (new)
		enquiries_again(in->enquiries);
	return new;
}

static bool round_of_all(struct inspection *in)
{
	bool done = survey_round(in->survey);

	done &= reputation_round(in->reputation);
	done &= enquiries_round(in->enquiries);
	done &= pasts_round(in->pasts);
	if (in->visits)
		done &= visits_round(in->visits);
	if (in->views)
		done &= views_round(in->views);
	return done;
}

bool surroundings_round(struct inspection *in)
{
	do {
		if (!round_of_all(in))
			return false;
	} while (go_on_behind(in));
	if (!pasts_round_late(in->pasts))
		return false;
	relate(in);
	return true;
}
