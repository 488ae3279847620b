/* timeline/message.c - what the message itself says of time: Date, hops, signatures. */
#include "check/origin.h"
#include "timeline/gather.h"

/* --- Date ----------------------------------------------------------------------------
 */

static struct str or_sender(const struct inspection *in)
{
	const struct address_list *from = &in->message->from;

	return from->count && from->items[0].domain.n ? from->items[0].domain : STR("-");
}

static void add_date(struct gather *gather)
{
	const struct inspection *in = gather->in;
	const struct date *date = &in->message->date;
	struct moment *moment;
	char text[DATE_TEXT];

	if (!date->ok)
		return;
	moment = moment_add(gather, date->utc, "date", GRADE_CLAIMED, or_sender(in));
	if (date->zone_known) {
		moment_text(moment, N_("The mail was written, by the sender's clock: "
				       "{written}."));
		moment_str(gather, moment, "written",
			   arena_str(in->arena,
				     date_iso_at(date->utc, date->offset_minutes, text)));
	} else {
		moment_text(moment, N_("The mail was written, by the sender's clock, "
				       "which names no zone."));
	}
	moment_at_field(gather, moment, header_first(&in->message->header, FIELD_DATE));
	if (gather->timeline->arrived &&
	    moment_is_after_time(moment, gather->timeline->arrived))
		moment_impossible(moment, N_("written after it had been handed over"));
}

/* --- hops ----------------------------------------------------------------------------
 */

static struct str client_of(const struct received *received)
{
	if (received->ip.n)
		return received->ip;
	return received->helo.n ? received->helo : or_dash(received->from);
}

static void add_hop(struct gather *gather, const struct hop *hop)
{
	const struct received *received = &hop->received;
	bool handed_over = hop->n == gather->in->path.boundary;
	struct moment *moment;

	if (!received->date.ok)
		return;
	moment =
	    moment_add(gather, received->date.utc, handed_over ? "handed-over" : "hop",
		       hop->grade, or_dash(received->by));
	if (handed_over)
		moment_text(moment, N_("Handed over: {by} took the mail from {client} "
				       "(hop {n})."));
	else
		moment_text(moment, N_("{by} took the mail from {client} (hop {n})."));
	moment_str(gather, moment, "by", or_dash(received->by));
	moment_str(gather, moment, "client", client_of(received));
	moment_int(gather, moment, "n", hop->n);
	moment_at_field(gather, moment, hop->field);
	if (hop->delay_known && hop->delay_seconds < -TIMELINE_TOLERANCE)
		moment_impossible(moment, N_("earlier than the hop before it"));
}

/* --- signatures ------------------------------------------------------------------------
 */

static void add_signature(struct gather *gather, const struct dkim_signature *signature)
{
	struct moment *moment;

	if (signature->signed_at > 0) {
		moment = moment_add(gather, signature->signed_at, "signed", GRADE_CLAIMED,
				    or_dash(signature->domain));
		moment_text(moment, N_("Signed (DKIM), by the clock of {domain}."));
		moment_str(gather, moment, "domain", or_dash(signature->domain));
		moment_at_field(gather, moment, signature->field);
		if (gather->timeline->arrived &&
		    moment_is_after_time(moment, gather->timeline->arrived))
			moment_impossible(moment,
					  N_("signed after it had been handed over"));
	}
	if (signature->expires > 0) {
		moment = moment_add(gather, signature->expires, "signature-ends",
				    GRADE_CLAIMED, or_dash(signature->domain));
		moment->due = true;
		moment_text(moment, N_("The signature (DKIM) of {domain} ends."));
		moment_str(gather, moment, "domain", or_dash(signature->domain));
		moment_at_field(gather, moment, signature->field);
		if (signature->signed_at > 0 && signature->expires < signature->signed_at)
			moment_impossible(moment, N_("it ends before it was made"));
	}
}

void gather_message(struct gather *gather)
{
	const struct path *path = &gather->in->path;
	const struct dkim_results *dkim = &gather->in->authentication.dkim;

	add_date(gather);
	for (uint32_t i = path->count; i-- > 0;)
		add_hop(gather, &path->hops[i]);
	for (uint32_t i = 0; i < dkim->count; i++)
		add_signature(gather, &dkim->items[i]);
}
