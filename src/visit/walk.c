/* visit/walk.c - one visit, hop by hop: the addresses of the host, the handshake, the
 * page, and where that leads on by itself. */
#include "visit/part.h"

#include "base/digest.h"
#include "base/limits.h"
#include "door/reach.h"

/* --- ends --------------------------------------------------------------------------- */

static void end(struct visit *visit, enum visit_state state, const char *why,
		struct str reason)
{
	visit->state = state;
	visit->why = why;
	visit->reason = reason;
	visit->done = true;
}

/* The first hop's target was not reached at all; behind it, the way ends before it. */
static void end_before(struct visit *visit, const char *why, struct str reason)
{
	end(visit, visit->hop_count > 1 ? VISIT_LED_AWAY : VISIT_NOT, why, reason);
}

/* What is no answer of the site. */
static void end_failed(struct visit *visit, const struct answer *answer)
{
	switch (answer->status) {
	case ANSWER_REFUSED:
		end(visit, VISIT_REFUSED, NULL, answer->reason);
		break;
	case ANSWER_NOT_ALLOWED:
		end_before(visit, N_("asking was not allowed"), answer->reason);
		break;
	case ANSWER_NOT_RECORDED:
		end_before(visit, N_("not among the recorded answers"), STR_NONE);
		break;
	case ANSWER_NO_SUCH_NAME:
		end(visit, VISIT_NO_NAME, NULL, STR_NONE);
		break;
	case ANSWER_TIMEOUT:
		end(visit, VISIT_NO_ANSWER, N_("nobody answered in time"),
		    answer->reason);
		break;
	default:
		end(visit, VISIT_NO_ANSWER, N_("the connection failed"), answer->reason);
		break;
	}
}

/* --- the host ------------------------------------------------------------------------
 */

struct reach {
	uint32_t public, private;
	bool no_name, open; /* open: somebody did not answer */
};

static void count_addresses(struct arena *arena, const struct answer *answer,
			    uint16_t type, struct reach *reach)
{
	const struct dns_record **records;
	struct dns_packet packet;
	uint32_t count = 0, links = 0;
	struct str *chain;
	struct err err;

	if (answer->status != ANSWER_ANSWERED) {
		reach->no_name |= answer->status == ANSWER_NO_SUCH_NAME;
		reach->open |= !answer_is_known(answer);
		return;
	}
	if (!dns_read(arena, answer->bytes, &packet, &err) ||
	    !dns_select(arena, &packet, type, &records, &count, &chain, &links)) {
		reach->open = true;
		return;
	}
	for (uint32_t i = 0; i < count; i++) {
		struct ip ip = fact_address(records[i]);

		if (ip.kind != IP_NONE && ip_is_private(&ip))
			reach->private ++;
		else
			reach->public ++;
	}
}

static bool is_personal(const struct visit *visit)
{
	return visit->hop_count == 1 &&
	       !str_eq(visit->hops[0].host.ascii, link_target_host(visit->link)->ascii);
}

/* False: the visit has ended. */
static bool judge_reach(struct visits *visits, struct visit *visit,
			const struct visit_hop *hop)
{
	static const uint16_t types[] = { DNS_A, DNS_AAAA };
	struct reach reach = { 0 };

	for (size_t i = 0; i < COUNT(types); i++)
		count_addresses(visits->arena,
				door_ask_dns(visits->door, types[i], hop->host.ascii),
				types[i], &reach);
	if (reach.public)
		return true;
	if (reach.private)
		end_before(visit, N_("its name leads into a private network"), STR_NONE);
	else if (reach.open)
		end(visit, VISIT_NO_ANSWER, N_("nobody told the host's address"),
		    STR_NONE);
	else if (is_personal(visit))
		end_before(visit,
			   N_("its name looks made for one recipient, and another name "
			      "that nobody was given leads nowhere there"),
			   STR_NONE);
	else
		end(visit, VISIT_NO_NAME,
		    reach.no_name ? NULL : N_("the name has no address"), STR_NONE);
	return false;
}

/* False: waiting, or the visit has ended. */
static bool reach_host(struct visits *visits, struct visit *visit,
		       const struct visit_hop *hop)
{
	if (hop->host.is_address)
		return true;
	if (!door_reach(visits->door, hop->host.ascii))
		return false;
	return judge_reach(visits, visit, hop);
}

/* --- questions -----------------------------------------------------------------------
 */

/* NULL: waiting, or the visit has ended. */
static const struct answer *ask(struct visits *visits, struct visit *visit,
				enum purpose purpose, const struct question *question,
				bool *asked)
{
	const struct answer *answer;

	if (!*asked) {
		if (visit->requests == visit->share) {
			end_before(visit,
				   N_("the requests that one message may cause are used "
				      "up"),
				   STR_NONE);
			return NULL;
		}
		visit->requests++;
		*asked = true;
	}
	door_purpose(visits->door, purpose);
	answer = door_ask(visits->door, question);
	return answer;
}

static uint16_t port_of(const struct url *url)
{
	if (url->port >= 0)
		return (uint16_t)url->port;
	return str_eq(url->scheme, STR("https")) ? 443 : 80;
}

static uint32_t find_handshake(const struct visit *visit, struct str host, uint16_t port)
{
	for (uint32_t i = 0; i < visit->handshake_count; i++)
		if (str_eq(visit->handshakes[i].host, host) &&
		    visit->handshakes[i].port == port)
			return i + 1;
	return 0;
}

/* False: waiting, or the visit has ended. */
static bool shake_hands(struct visits *visits, struct visit *visit, struct visit_hop *hop)
{
	uint16_t port = port_of(&hop->url);
	const struct answer *answer;
	struct handshake *handshake;
	struct exchange exchange;
	struct question question;

	if (!hop->handshake)
		hop->handshake = find_handshake(visit, hop->host.ascii, port);
	if (hop->handshake)
		return true;
	if (!question_tls(visits->arena, hop->host.ascii, port, &question)) {
		end_before(visit, N_("no host that can be asked"), STR_NONE);
		return false;
	}
	answer = ask(visits, visit, PURPOSE_HANDSHAKE, &question, &hop->asked_tls);
	if (!answer)
		return false;
	ARENA_GROW(visits->arena, visit->handshakes, visit->handshake_count,
		   visit->handshake_cap);
	handshake = &visit->handshakes[visit->handshake_count++];
	*handshake = (struct handshake){ .host = hop->host.ascii, .port = port };
	hop->handshake = visit->handshake_count;
	exchange_read(visits->arena,
		      answer->status == ANSWER_ANSWERED ? answer->bytes : STR(""),
		      &exchange);
	handshake_read(visits->arena, answer, &exchange, handshake);
	return true;
}

/* Whom the handshake did not reach nobody asks for a page. */
static bool handshake_failed(const struct visit *visit, const struct visit_hop *hop,
			     const struct answer **ret)
{
	if (!hop->handshake)
		return false;
	*ret = visit->handshakes[hop->handshake - 1].answer;
	return *ret && (*ret)->status != ANSWER_ANSWERED &&
	       (*ret)->status != ANSWER_NOT_RECORDED;
}

static bool is_https(const struct visit_hop *hop)
{
	return str_eq(hop->url.scheme, STR("https"));
}

/* What would be asked, with nobody there to tell whether it comes to that. */
static void plan_hop(struct visits *visits, struct visit *visit, struct visit_hop *hop)
{
	struct question question;

	door_reach(visits->door, hop->host.ascii);
	if (is_https(hop))
		shake_hands(visits, visit, hop);
	if (question_http(visits->arena, hop->href, &question))
		ask(visits, visit, PURPOSE_VISIT, &question, &hop->asked_http);
}

/* False: waiting, or the visit has ended. */
static bool ask_hop(struct visits *visits, struct visit *visit, struct visit_hop *hop)
{
	const struct answer *failed;
	struct question question;

	if (visits->plan && visit->hop_count == 1)
		plan_hop(visits, visit, hop);
	if (!reach_host(visits, visit, hop) ||
	    (is_https(hop) && !shake_hands(visits, visit, hop)))
		return false;
	if (handshake_failed(visit, hop, &failed)) {
		end_failed(visit, failed);
		return false;
	}
	if (!question_http(visits->arena, hop->href, &question)) {
		end_before(visit, N_("no URL that can be asked for"), STR_NONE);
		return false;
	}
	hop->answer = ask(visits, visit, PURPOSE_VISIT, &question, &hop->asked_http);
	return hop->answer != NULL;
}

/* --- what came back -------------------------------------------------------------------
 */

static void read_hop(struct visits *visits, struct visit *visit, struct visit_hop *hop)
{
	struct exchange *exchange = &hop->exchange;
	struct handshake *handshake;

	exchange_read(visits->arena, hop->answer->bytes, exchange);
	hop->content_type = exchange_field(exchange, STR("content-type"));
	hop->server = exchange_field(exchange, STR("server"));
	digest_sha256(exchange->body, hop->sha256);
	if (page_is_html(hop->content_type, exchange->body) && exchange->body.n) {
		const struct page_query query = { .tables = visits->tables,
						  .url = &hop->url,
						  .type = hop->content_type,
						  .body = exchange->body };

		hop->page = arena_new_of(visits->arena, struct page_facts);
		page_read(visits->arena, &query, hop->page);
	}
	/* An answers file may tell of the certificate with the page alone. */
	if (hop->handshake && exchange->certificate_count) {
		handshake = &visit->handshakes[hop->handshake - 1];
		if (handshake->count == 0)
			handshake_read(visits->arena, hop->answer, exchange, handshake);
	}
}

static const struct page_rule *blocked_by_field(const struct visits *visits,
						const struct exchange *exchange)
{
	for (uint32_t i = 0; i < exchange->field_count; i++) {
		const struct page_rule *rule = page_rule_is(
		    &visits->tables->pages, PAGE_BLOCKED, exchange->fields[i].name);

		if (rule && str_eq(rule->where, STR("field")))
			return rule;
	}
	return NULL;
}

static enum visit_state state_of_page(const struct visit_hop *hop)
{
	uint32_t status = hop->exchange.status;

	if (hop->page && hop->page->parked)
		return VISIT_PARKED;
	if (status == 204 || status == 205 || str_trim(hop->exchange.body).n == 0)
		return VISIT_DORMANT;
	return hop->page && hop->page->blocked && page_is_empty(hop->page) ? VISIT_BLOCKED
									   : VISIT_LIVE;
}

static enum visit_state state_of(const struct visits *visits, const struct visit *visit,
				 const struct visit_hop *hop)
{
	uint32_t status = hop->exchange.status;

	if (blocked_by_field(visits, &hop->exchange))
		return VISIT_BLOCKED;
	if (status >= 200 && status < 300)
		return state_of_page(hop);
	if (hop->page && hop->page->parked)
		return VISIT_PARKED;
	if (status == 404 || status == 410)
		return visit->altered ? VISIT_ABSENT : VISIT_GONE;
	if (status >= 400 && status < 500)
		return VISIT_BLOCKED;
	if (hop->page && hop->page->blocked)
		return VISIT_BLOCKED;
	return status ? VISIT_DORMANT : VISIT_NO_ANSWER;
}

/* --- where it leads on -----------------------------------------------------------------
 */

/* What stands behind "url=" of a field Refresh, or nothing. */
static struct str refresh_target(struct str value)
{
	size_t at = str_find_str_nocase(value, STR("url="));
	struct str target;

	if (at == STR_NPOS)
		return STR_NONE;
	target = str_trim(str_skip(value, at + 4));
	if (str_eat_char(&target, '"'))
		return str_until(target, '"');
	if (str_eat_char(&target, '\''))
		return str_until(target, '\'');
	return target;
}

static struct str leads_on(const struct visit_hop *hop, enum page_lead *ret_by)
{
	const struct exchange *exchange = &hop->exchange;
	struct str target = exchange_field(exchange, STR("location"));

	if (exchange->status >= 300 && exchange->status < 400) {
		*ret_by = LEAD_LOCATION;
		return target;
	}
	target = refresh_target(exchange_field(exchange, STR("refresh")));
	if (target.n) {
		*ret_by = LEAD_REFRESH;
		return target;
	}
	if (hop->page && hop->page->lead.n) {
		*ret_by = hop->page->lead_by;
		return hop->page->lead;
	}
	*ret_by = LEAD_NONE;
	return STR_NONE;
}

static struct str without_fragment(struct str href)
{
	return str_until(href, '#');
}

static bool was_there(const struct visit *visit, struct str href)
{
	for (uint32_t i = 0; i < visit->hop_count; i++)
		if (str_eq(visit->hops[i].href, href))
			return true;
	return false;
}

static void add_hop(struct visits *visits, struct visit *visit, const struct url *url,
		    const struct host *host, enum page_lead by)
{
	ARENA_GROW(visits->arena, visit->hops, visit->hop_count, visit->hop_cap);
	visit->hops[visit->hop_count++] = (struct visit_hop){
		.href = without_fragment(url->href), .url = *url, .host = *host, .by = by
	};
}

/* The last hop is read: on to the next one, or the end. */
static void go_on(struct visits *visits, struct visit *visit)
{
	struct visit_hop *hop = &visit->hops[visit->hop_count - 1];
	enum page_lead by;
	struct str target = leads_on(hop, &by), reason, href;
	struct host host;
	struct url url;
	const char *why;

	if (by == LEAD_NONE || target.n == 0) {
		end(visit, state_of(visits, visit, hop), NULL, STR_NONE);
		return;
	}
	if (!url_parse(visits->arena, target, &hop->url, &url)) {
		hop->next = target;
		hop->next_by = by;
		end(visit, VISIT_LED_AWAY, N_("it leads on to what is no URL"), STR_NONE);
		return;
	}
	href = without_fragment(url.href);
	/* A page that calls itself again is read already. */
	if (by != LEAD_LOCATION && str_eq(href, hop->href)) {
		end(visit, state_of(visits, visit, hop), NULL, STR_NONE);
		return;
	}
	hop->next = url.href;
	hop->next_by = by;
	host_parse(visits->arena, url.host, &host);
	why = visit_forbids(visits, &url, &host, STR(""), &reason);
	if (!why && was_there(visit, href))
		why = N_("it goes round in circles");
	if (!why && visit->hop_count == LIMIT_VISIT_HOPS)
		why = N_("it leads on more often than is followed");
	if (why)
		end(visit, VISIT_LED_AWAY, why, reason);
	else
		add_hop(visits, visit, &url, &host, by);
}

bool visit_walk(struct visits *visits, struct visit *visit)
{
	if (visit->hop_count == 0) {
		struct host host;
		struct url url;

		url_parse(visits->arena, visit->href, NULL, &url);
		host_parse(visits->arena, url.host, &host);
		add_hop(visits, visit, &url, &host, LEAD_NONE);
	}
	while (!visit->done) {
		struct visit_hop *hop = &visit->hops[visit->hop_count - 1];

		if (!ask_hop(visits, visit, hop))
			return visit->done;
		if (hop->answer->status != ANSWER_ANSWERED) {
			end_failed(visit, hop->answer);
			return true;
		}
		read_hop(visits, visit, hop);
		go_on(visits, visit);
	}
	return true;
}
