/* process/analyst_bootstrap.c - TASK_BOOTSTRAP: IANA's lists of RDAP servers as a table
 * of ours, data/rdap.txt.
 *
 * All or nothing, and only from the one whose certificate says so: whoever could put a
 * server of his own into the list would answer for every domain. */
#include "process/analyst_lines.h"

#include "door/exchange.h"
#include "door/reach.h"
#include "record/bootstrap.h"
#include "record/certificate.h"
#include "report/phrase.h"

static bool ask_all(struct arena *arena, struct door *door,
		    const struct answer *ret[BOOTSTRAP_KINDS])
{
	bool here = true;

	for (int i = 0; i < BOOTSTRAP_KINDS; i++) {
		struct str url = str_c(bootstrap_iana_url((enum bootstrap_kind)i));
		struct question question;

		if (!question_rdap(arena, url, &question))
			return false;
		if (!door_reach(door, question.name)) {
			here = false;
			continue;
		}
		door_purpose(door, PURPOSE_REGISTRY);
		ret[i] = door_ask(door, &question);
		here = here && ret[i];
	}
	return here;
}

/* From the right server, whole? */
static bool is_good(struct arena *arena, const struct answer *answer,
		    const struct exchange *exchange, const char *url, struct err *err)
{
	struct certificate certificate;
	struct str host = str_until(str_skip(str_c(url), strlen("https://")), '/');

	if (answer->status != ANSWER_ANSWERED)
		return err_set(err, ERR_DATA, url, "%s%s%.*s",
			       answer_status_name(answer->status),
			       answer->reason.n ? ": " : "", STR_ARG(answer->reason));
	if (exchange->status != 200 || exchange->cut.n)
		return err_set(err, ERR_DATA, url, "status %u%s%.*s", exchange->status,
			       exchange->cut.n ? ", cut: " : "", STR_ARG(exchange->cut));
	if (!exchange->framed) /* of an answers file */
		return true;
	if (!str_eq(str_until(exchange->verify, ' '), STR("0")) ||
	    exchange->certificate_count == 0 ||
	    !certificate_read(arena, exchange->certificates[0], &certificate) ||
	    !certificate_covers_host(&certificate, host))
		return err_set(err, ERR_DATA, url,
			       "no certificate proves that it is %.*s (%.*s)",
			       STR_ARG(host), STR_ARG(exchange->verify));
	return true;
}

static bool read_all(struct arena *arena, const struct answer *answers[BOOTSTRAP_KINDS],
		     struct bootstrap *ret, struct str *ret_date, struct err *err)
{
	for (int i = 0; i < BOOTSTRAP_KINDS; i++) {
		enum bootstrap_kind kind = (enum bootstrap_kind)i;
		struct exchange exchange;
		struct str published;

		exchange_read(arena, answers[i]->bytes, &exchange);
		*err = (struct err){ 0 };
		if (!is_good(arena, answers[i], &exchange, bootstrap_iana_url(kind),
			     err) ||
		    !bootstrap_read_iana(arena, kind, exchange.body, ret, &published,
					 err))
			return false;
		if (ret_date->n == 0 || str_cmp(published, *ret_date) > 0)
			*ret_date = published;
	}
	bootstrap_sort(ret);
	return true;
}

static bool evaluate(struct analyst *analyst, struct door *door, struct str line,
		     struct buf *out, struct reply *reply)
{
	const struct answer *answers[BOOTSTRAP_KINDS] = { 0 };
	struct bootstrap bootstrap = { 0 };
	struct str date = STR_NONE;
	struct err err;

	(void)line;
	if (!ask_all(analyst->scratch, door, answers))
		return false;
	if (!read_all(analyst->scratch, answers, &bootstrap, &date, &err)) {
		reply->trouble = TROUBLE_UNREADABLE;
		reply->text =
		    arena_printf(analyst->lasting, "%s: %s", err.where, err.what);
		return true;
	}
	buf_printf(out,
		   "# as-of: %.*s\n"
		   "# source: IANA's bootstrap registries of RDAP (RFC 9224), fetched by "
		   "mekiki data --refresh\n",
		   STR_ARG(date));
	bootstrap_write(out, &bootstrap);
	return true;
}

static void begin(struct analyst *analyst, struct work *work, int fd)
{
	lines_begin(analyst, work, fd, evaluate);
}

const struct work_row work_bootstrap = { begin, lines_round, lines_end };
