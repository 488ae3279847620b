/* maillog/gather.c - see gather.h. */
#include "maillog/gather.h"

#include "base/buf.h"
#include "maillog/search.h"
#include "maillog/source.h"
#include "record/maillog.h"

#include <stdlib.h>

/* One read stays in the processor's cache while it is searched. */
enum { READ = 256 * 1024, ROOM = 8 * READ + LIMIT_LOG_BACK_BYTES, DEAD = 4096 };
#define KEPT (64u << 20)    /* lines of all questions */
#define SCRATCH (16u << 20) /* of reading one line */

/* A text that a question wants. */
struct want {
	uint32_t request; /* 1 + index; 0: free */
	enum log_key_kind kind;
	enum log_share share;
	bool learnt; /* a queue id, until its mail has gone */
	struct ip_net net;
	struct str text; /* malloc'ed */
};

struct kept {
	uint32_t file;
	uint64_t at, number;
	enum log_share share;
	bool dead; /* it made room for one nearer to the message */
	struct str text;
};

struct request {
	uint64_t ticket;
	struct str question; /* malloc'ed */
	struct kept *kept;
	uint32_t count, cap, dead;
	uint32_t have[LOG_SHARES], most[LOG_SHARES];
	uint32_t oldest[LOG_SHARES];
	uint64_t left[LOG_SHARES];
	bool met; /* a line of the message itself was found */
};

struct gather {
	struct arena *scratch;
	struct search *search;
	struct request *requests;
	uint32_t request_count;
	struct want *wants;
	uint32_t want_count, want_cap, learnt, looked_back;
	size_t kept_bytes;
	uint64_t bytes, unpacked;
	struct log_file *files;
	uint32_t file_count;

	/* The file that is read. */
	char *room;
	size_t have, done, counted;
	uint64_t base;	/* of room[0] in the text */
	uint64_t lines; /* LF before `counted` */
	bool entries;	/* of a journal: an empty line ends each */
	bool in_long;	/* behind the part of a long line that was read */
};

static void *must(void *memory)
{
	if (!memory)
		abort();
	return memory;
}

static struct str copy(struct str text)
{
	char *p = must(malloc(text.n ? text.n : 1));

	memcpy(p, text.p, text.n);
	return str_make(p, text.n);
}

struct gather *gather_new(void)
{
	struct gather *gather = must(calloc(1, sizeof *gather));

	gather->scratch = must(arena_new(SCRATCH));
	gather->search = search_new();
	gather->requests = must(calloc(LIMIT_LOG_BATCH, sizeof *gather->requests));
	gather->files = must(calloc(LIMIT_LOG_FILES, sizeof *gather->files));
	gather->room = must(malloc(ROOM));
	return gather;
}

void gather_free(struct gather *gather)
{
	if (!gather)
		return;
	for (uint32_t i = 0; i < gather->request_count; i++) {
		struct request *request = &gather->requests[i];

		for (uint32_t k = 0; k < request->count; k++)
			free((char *)request->kept[k].text.p);
		free(request->kept);
		free((char *)request->question.p);
	}
	for (uint32_t i = 0; i < gather->want_count; i++)
		free((char *)gather->wants[i].text.p);
	for (uint32_t i = 0; i < gather->file_count; i++)
		free((char *)gather->files[i].name.p);
	free(gather->files);
	free(gather->wants);
	free(gather->requests);
	free(gather->room);
	search_free(gather->search);
	arena_free(gather->scratch);
	free(gather);
}

/* --- what is wanted -------------------------------------------------------------------
 */

static struct want *add_want(struct gather *gather, struct str literal, struct want want)
{
	uint32_t at = 0;

	while (at < gather->want_count && gather->wants[at].request)
		at++;
	if (at == gather->want_cap) {
		gather->want_cap = gather->want_cap ? gather->want_cap * 2 : 64;
		gather->wants = must(
		    realloc(gather->wants, gather->want_cap * sizeof *gather->wants));
	}
	if (!search_add(gather->search, literal, at))
		return NULL;
	if (at == gather->want_count)
		gather->want_count++;
	want.text = copy(want.text);
	gather->wants[at] = want;
	return &gather->wants[at];
}

static void drop_want(struct gather *gather, uint32_t at)
{
	search_remove(gather->search, at);
	free((char *)gather->wants[at].text.p);
	gather->learnt -= gather->wants[at].learnt;
	gather->wants[at] = (struct want){ 0 };
}

/* What all addresses of the network have in common as text: whole groups. */
static struct str common_text(struct arena *arena, const struct ip_net *net)
{
	struct str text = ip_text(arena, &net->ip);
	char mark = net->ip.kind == IP_V4 ? '.' : ':';
	unsigned groups = net->ip.kind == IP_V4 ? net->bits / 8u : net->bits / 16u;
	size_t n = 0;

	for (unsigned i = 0; i < groups; i++) {
		size_t end = str_find(str_skip(text, n), mark);

		/* "::" stands for any number of zeros; "0" may be part of one */
		if (end == STR_NPOS || end == 0 ||
		    (mark == ':' && str_eq(str_sub(text, n, n + end), STR("0"))))
			break;
		n += end + 1;
	}
	return str_sub(text, 0, n);
}

static const enum log_share share_of[LOG_KEY_KINDS] = {
	[LOG_KEY_ID] = LOG_SHARE_OWN,	       [LOG_KEY_MESSAGE_ID] = LOG_SHARE_OWN,
	[LOG_KEY_CLIENT] = LOG_SHARE_CLIENT,   [LOG_KEY_HELO] = LOG_SHARE_HELO,
	[LOG_KEY_NETWORK] = LOG_SHARE_NETWORK,
};

static void want_key(struct gather *gather, uint32_t request, const struct log_key *key)
{
	struct want want = { .request = request,
			     .kind = key->kind,
			     .share = share_of[key->kind],
			     .text = key->value };
	struct str literal = key->value;

	if (key->kind == LOG_KEY_NETWORK || key->kind == LOG_KEY_CLIENT)
		ip_net_parse(key->value, &want.net);
	if (key->kind == LOG_KEY_NETWORK)
		literal = common_text(gather->scratch, &want.net);
	add_want(gather, literal, want);
}

bool gather_want(struct gather *gather, uint64_t ticket, struct str question)
{
	struct log_keys keys;
	struct request *request;

	arena_reset(gather->scratch, SCRATCH);
	if (gather->request_count == LIMIT_LOG_BATCH ||
	    !log_keys_read(gather->scratch, question, &keys))
		return false;
	request = &gather->requests[gather->request_count++];
	*request = (struct request){
		.ticket = ticket,
		.question = copy(question),
		.most = { [LOG_SHARE_OWN] = LIMIT_LOG_OWN,
			  [LOG_SHARE_CLIENT] = LIMIT_LOG_CLIENT / 2,
			  [LOG_SHARE_HELO] = LIMIT_LOG_NEAR / 2,
			  [LOG_SHARE_NETWORK] = LIMIT_LOG_NEAR / 2 },
	};
	for (uint32_t i = 0; i < keys.count; i++)
		want_key(gather, gather->request_count, &keys.items[i]);
	return true;
}

/* --- lines that are kept --------------------------------------------------------------
 */

static void bury(struct gather *gather, struct request *request, struct kept *kept)
{
	gather->kept_bytes -= kept->text.n;
	free((char *)kept->text.p);
	kept->text = STR_NONE;
	kept->dead = true;
	request->have[kept->share]--;
	request->left[kept->share]++;
	request->dead++;
}

/* The oldest of that share makes room. */
static void bury_oldest(struct gather *gather, struct request *request,
			enum log_share share)
{
	uint32_t *at = &request->oldest[share];

	while (*at < request->count &&
	       (request->kept[*at].dead || request->kept[*at].share != share))
		++*at;
	if (*at < request->count)
		bury(gather, request, &request->kept[*at]);
}

static void compact(struct request *request)
{
	uint32_t n = 0;

	if (request->dead < DEAD)
		return;
	for (uint32_t i = 0; i < request->count; i++)
		if (!request->kept[i].dead)
			request->kept[n++] = request->kept[i];
	request->count = n;
	request->dead = 0;
	memset(request->oldest, 0, sizeof request->oldest);
}

/* The message was met: as many lines again may come behind it. */
static void meet(struct request *request)
{
	if (request->met)
		return;
	request->met = true;
	for (int share = LOG_SHARE_CLIENT; share < LOG_SHARES; share++)
		request->most[share] += request->have[share];
}

static bool is_full(const struct gather *gather, const struct request *request,
		    enum log_share share)
{
	return request->have[share] >= request->most[share] || gather->kept_bytes > KEPT;
}

static bool is_known(const struct request *request, uint32_t file, uint64_t at)
{
	for (uint32_t i = request->count; i-- > 0;) {
		const struct kept *kept = &request->kept[i];

		if (kept->file == file && kept->at == at && !kept->dead)
			return true;
		if (kept->file != file || kept->at + LIMIT_LOG_BACK_BYTES < at)
			return false;
	}
	return false;
}

static void keep(struct gather *gather, struct request *request, enum log_share share,
		 struct str text, uint64_t at, uint64_t number)
{
	struct kept *kept;

	if (is_full(gather, request, share)) {
		if (request->met || share == LOG_SHARE_OWN || gather->kept_bytes > KEPT) {
			request->left[share]++;
			return;
		}
		bury_oldest(gather, request, share);
		compact(request);
	}
	if (request->count == request->cap) {
		request->cap = request->cap ? request->cap * 2 : 64;
		request->kept =
		    must(realloc(request->kept, request->cap * sizeof *request->kept));
	}
	text = str_sub(text, 0, LIMIT_LOG_LINE);
	kept = &request->kept[request->count++];
	*kept = (struct kept){ .file = gather->file_count,
			       .at = at,
			       .number = number,
			       .share = share,
			       .text = copy(text) };
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '\n')
			((char *)kept->text.p)[i] = MAILLOG_JOINT;
	gather->kept_bytes += text.n;
	request->have[share]++;
}

/* --- one line -------------------------------------------------------------------------
 */

struct here {
	struct str line;
	uint64_t at, number;
	struct maillog_line read;
	bool is_read;
};

static bool is_of_address(char c, bool v6)
{
	return v6 ? ascii_hex(c) >= 0 || c == ':' || c == '.' : ascii_is_digit(c);
}

static struct str address_at(struct str line, size_t at, bool v6)
{
	size_t n = 0;

	while (at + n < line.n && n < 48 &&
	       (v6 ? is_of_address(line.p[at + n], true)
		   : ascii_is_digit(line.p[at + n]) || line.p[at + n] == '.'))
		n++;
	while (n && (line.p[at + n - 1] == '.' || line.p[at + n - 1] == ':') &&
	       !(n > 1 && line.p[at + n - 2] == ':'))
		n--;
	return str_sub(line, at, at + n);
}

/* Does it stand there by itself, not within something longer? */
static bool stands_alone(const struct want *want, struct str line, size_t at)
{
	char before = at ? line.p[at - 1] : ' ';
	char after = at + want->text.n < line.n ? line.p[at + want->text.n] : ' ';
	bool v6 = want->net.ip.kind == IP_V6;
	struct ip ip;

	switch (want->kind) {
	case LOG_KEY_ID:
		return !ascii_is_alnum(before) && !ascii_is_alnum(after) && after != '-';
	case LOG_KEY_CLIENT:
	case LOG_KEY_NETWORK:
		if (is_of_address(before, v6) || (before == '.' && !v6))
			return false;
		return ip_parse(address_at(line, at, v6), &ip) &&
		       ip_in_net(&ip, &want->net);
	case LOG_KEY_HELO:
		return (before == '<' || before == '=' || before == '(') &&
		       (after == '>' || after == ';' || after == ')' || after == ',' ||
			after == ' ');
	default:
		return !ascii_is_alnum(before) && !ascii_is_alnum(after);
	}
}

static const struct maillog_line *read_line(struct gather *gather, struct here *here)
{
	if (!here->is_read) {
		char *text;

		arena_reset(gather->scratch, SCRATCH);
		text = arena_bytes(gather->scratch, here->line.n + 1);
		memcpy(text, here->line.p, here->line.n);
		for (size_t i = 0; i < here->line.n; i++)
			if (text[i] == '\n')
				text[i] = MAILLOG_JOINT;
		maillog_read(gather->scratch, str_make(text, here->line.n), &here->read);
		here->is_read = true;
	}
	return &here->read;
}

/* Lines of a queue id shortly before the one that named it. */
static void look_back(struct gather *gather, const struct want *want,
		      const struct here *here)
{
	size_t end = (size_t)(here->at - gather->base), from = 0, at;
	struct request *request = &gather->requests[want->request - 1];
	const char *room = gather->room;
	struct str text;

	if (gather->entries || gather->looked_back++ >= LIMIT_LOG_BACK)
		return;
	if (end > LIMIT_LOG_BACK_BYTES)
		from = end - LIMIT_LOG_BACK_BYTES;
	while ((text = str_make(room + from, end - from),
		at = str_find_str(text, want->text)) != STR_NPOS) {
		const char *start = memrchr(room, '\n', from + at);
		size_t first = start ? (size_t)(start + 1 - room) : 0;
		const char *stop = memchr(room + from + at, '\n', end - from - at);
		size_t last = stop ? (size_t)(stop - room) : end;
		uint64_t number = here->number -
				  search_count_lines(str_make(room + first, end - first));

		if (stands_alone(want, str_make(room + first, last - first),
				 from + at - first) &&
		    (start || gather->base == 0) &&
		    !is_known(request, gather->file_count, gather->base + first))
			keep(gather, request, want->share,
			     str_make(room + first, last - first), gather->base + first,
			     number);
		from = last + 1;
		if (from >= end)
			break;
	}
}

static bool wants_id(const struct gather *gather, uint32_t request, struct str id)
{
	for (uint32_t i = 0; i < gather->want_count; i++)
		if (gather->wants[i].request == request &&
		    gather->wants[i].kind == LOG_KEY_ID &&
		    str_eq(gather->wants[i].text, id))
			return true;
	return false;
}

static void learn(struct gather *gather, uint32_t request, enum log_share share,
		  struct str id, const struct here *here)
{
	struct want *want;

	if (!maillog_is_queue_id(id) || wants_id(gather, request, id))
		return;
	if (gather->learnt >= LIMIT_LOG_IDS) {
		gather->requests[request - 1].left[share]++;
		return;
	}
	want = add_want(gather, id,
			(struct want){ .request = request,
				       .kind = LOG_KEY_ID,
				       .share = share,
				       .learnt = true,
				       .text = id });
	if (!want)
		return;
	gather->learnt++;
	if (share == LOG_SHARE_OWN)
		look_back(gather, want, here);
}

static bool take_until(struct str *rest, struct str mark)
{
	size_t at = str_find_str(*rest, mark);

	if (at == STR_NPOS)
		return false;
	*rest = str_skip(*rest, at + mark.n);
	return true;
}

/* "250 2.0.0 Ok: queued as DF66E940333", "forwarded as 0F5383D": given by a machine of
 * ours, it is one of this log. */
static struct str passed_on(const struct maillog_line *line)
{
	struct str response = maillog_field(line, "response");
	struct ip ip;

	if (line->kind != MAILLOG_DELIVERY || !response.p)
		return STR_NONE;
	if (take_until(&response, STR("forwarded as ")))
		return str_until(response, ' ');
	if (!ip_parse(maillog_field(line, "relay_ip"), &ip) || !ip_is_private(&ip) ||
	    !take_until(&response, STR("queued as ")))
		return STR_NONE;
	return str_until(str_until(response, ' '), ')');
}

/* What this line tells beyond itself; only what the server wrote counts. */
static void follow(struct gather *gather, struct want want, struct here *here)
{
	const struct maillog_line *line = read_line(gather, here);
	struct ip ip;

	switch (want.kind) {
	case LOG_KEY_CLIENT:
		if ((line->kind == MAILLOG_CLIENT || line->kind == MAILLOG_REJECT) &&
		    ip_parse(maillog_field(line, "client_ip"), &ip) &&
		    ip_eq(&ip, &want.net.ip))
			learn(gather, want.request, want.share, line->queue_id, here);
		break;
	case LOG_KEY_MESSAGE_ID:
		if ((line->kind == MAILLOG_MESSAGE_ID || line->kind == MAILLOG_CLIENT ||
		     line->kind == MAILLOG_LOCAL) &&
		    str_eq(maillog_field(line, "message_id"), want.text))
			learn(gather, want.request, want.share, line->queue_id, here);
		break;
	case LOG_KEY_HELO:
		if (str_eq(maillog_field(line, "helo"), want.text))
			learn(gather, want.request, want.share, line->queue_id, here);
		break;
	case LOG_KEY_ID:
		if (str_eq(line->queue_id, want.text))
			learn(gather, want.request, want.share, passed_on(line), here);
		break;
	default:
		break;
	}
}

/* Its mail has gone: the id may be given again. */
static void end_ids(struct gather *gather, struct here *here)
{
	const struct maillog_line *line = &here->read;

	if (!here->is_read || line->kind != MAILLOG_REMOVED)
		return;
	for (uint32_t i = 0; i < gather->want_count; i++)
		if (gather->wants[i].request && gather->wants[i].learnt &&
		    str_eq(gather->wants[i].text, line->queue_id))
			drop_want(gather, i);
}

enum { HITS = 64 }; /* places of one line */

struct hit {
	size_t at;
	uint32_t want;
};

/* All that is wanted of it; `hits`: places in the line with their wants. */
static void take_line(struct gather *gather, struct here *here, const struct hit *hits,
		      uint32_t count)
{
	struct want good[HITS];
	uint32_t n = 0;

	for (uint32_t i = 0; i < count; i++)
		if (stands_alone(&gather->wants[hits[i].want], here->line, hits[i].at))
			good[n++] = gather->wants[hits[i].want];
	for (uint32_t i = 0; i < n; i++) {
		struct request *request = &gather->requests[good[i].request - 1];
		enum log_share share = good[i].share;
		bool first = true;

		for (uint32_t k = 0; k < n; k++)
			if (good[k].request == good[i].request) {
				first = first && k >= i;
				if (good[k].share < share)
					share = good[k].share;
			}
		if (first) {
			if (share == LOG_SHARE_OWN)
				meet(request);
			keep(gather, request, share, here->line, here->at, here->number);
		}
		/* Of what is not told any more nothing new is learnt. */
		if (!(request->met && is_full(gather, request, good[i].share)))
			follow(gather, good[i], here);
	}
	end_ids(gather, here);
}

/* --- blocks ---------------------------------------------------------------------------
 */

/* Where the line begins and ends that holds `at`; an entry of a journal is many lines. */
static size_t start_of(const struct gather *gather, size_t from, size_t at)
{
	const char *room = gather->room, *found;

	while ((found = memrchr(room + from, '\n', at - from))) {
		size_t start = (size_t)(found - room) + 1;

		if (!gather->entries || (start >= from + 2 && room[start - 2] == '\n'))
			return start;
		at = start - 1;
	}
	return from;
}

static size_t end_of(const struct gather *gather, size_t at, size_t limit)
{
	const char *room = gather->room, *found;

	while ((found = memchr(room + at, '\n', limit - at))) {
		size_t end = (size_t)(found - room);

		if (!gather->entries || end + 1 == limit || room[end + 1] == '\n')
			return end;
		at = end + 1;
	}
	return limit;
}

static void count_to(struct gather *gather, size_t at)
{
	if (at <= gather->counted)
		return;
	gather->lines += search_count_lines(
	    str_make(gather->room + gather->counted, at - gather->counted));
	gather->counted = at;
}

/* Whole lines. */
static void scan(struct gather *gather, size_t limit)
{
	size_t from = gather->done, at = from;
	uint32_t turn = 0, want;

	while (search_next(gather->search, str_make(gather->room, limit), &at, &turn,
			   &want)) {
		size_t start = start_of(gather, from, at),
		       end = end_of(gather, at, limit);
		struct here here = { .line = str_make(gather->room + start, end - start),
				     .at = gather->base + start };
		struct hit hits[HITS];
		uint32_t count = 0;

		do {
			if (at >= end)
				break;
			if (count < HITS)
				hits[count++] = (struct hit){ at - start, want };
		} while (search_next(gather->search, str_make(gather->room, end), &at,
				     &turn, &want));
		count_to(gather, start);
		here.number = gather->lines + 1;
		take_line(gather, &here, hits, count);
		from = at = end < limit ? end + 1 : limit;
		turn = 0;
		if (from >= limit)
			break;
	}
	gather->done = limit;
	count_to(gather, limit);
}

static void make_room(struct gather *gather)
{
	size_t keep_from;

	if (ROOM - gather->have >= READ)
		return;
	keep_from =
	    gather->done > LIMIT_LOG_BACK_BYTES ? gather->done - LIMIT_LOG_BACK_BYTES : 0;
	memmove(gather->room, gather->room + keep_from, gather->have - keep_from);
	gather->base += keep_from;
	gather->have -= keep_from;
	gather->done -= keep_from;
	gather->counted -= keep_from;
}

/* Behind the last whole line of what is there; 0: none. */
static size_t whole_to(const struct gather *gather)
{
	const char *room = gather->room, *found;
	size_t end = gather->have;

	while ((found = memrchr(room + gather->done, '\n', end - gather->done))) {
		end = (size_t)(found - room);
		if (!gather->entries || (end > gather->done && room[end - 1] == '\n'))
			return end + 1;
	}
	return 0;
}

/* The rest of a line that has no end. */
static bool pass_over(struct gather *gather)
{
	const char *end =
	    memchr(gather->room + gather->done, '\n', gather->have - gather->done);

	if (end) {
		gather->in_long = false;
		gather->done = (size_t)(end - gather->room) + 1;
	} else {
		gather->done = gather->have;
	}
	count_to(gather, gather->done);
	return end;
}

static void search_what_is_there(struct gather *gather, struct log_file *file, bool last)
{
	size_t limit;

	if (gather->in_long && !pass_over(gather))
		return;
	limit = last ? gather->have : whole_to(gather);
	if (limit)
		scan(gather, limit);
	else if (gather->have - gather->done > LIMIT_LOG_LONG) {
		scan(gather, gather->have);
		gather->in_long = true;
		file->long_lines++;
	}
}

/* Bytes that this pass may still take of it. */
static uint64_t left_for(const struct gather *gather, const struct source *source)
{
	return source_unpacks(source) ? LIMIT_LOG_UNPACKED - gather->unpacked
				      : LIMIT_LOG_BYTES - gather->bytes;
}

void gather_file(struct gather *gather, int fd, struct str name)
{
	struct source *source;
	struct log_file *file;
	bool cut = false;

	if (gather->file_count >= LIMIT_LOG_FILES)
		return;
	file = &gather->files[gather->file_count++];
	*file = (struct log_file){ .n = gather->file_count, .name = copy(name) };
	gather->have = gather->done = gather->counted = 0;
	gather->base = gather->lines = 0;
	gather->entries = gather->in_long = false;
	source = source_open(fd);
	for (bool last = false; !last;) {
		uint64_t left = left_for(gather, source);
		size_t got;

		make_room(gather);
		got = source_read(source, gather->room + gather->have,
				  left < READ ? (size_t)left : READ);
		cut = left == 0;
		last = got == 0;
		gather->have += got;
		file->bytes += got;
		*(source_unpacks(source) ? &gather->unpacked : &gather->bytes) += got;
		if (gather->base == 0 && gather->done == 0)
			gather->entries = str_starts(str_make(gather->room, gather->have),
						     STR("__CURSOR="));
		search_what_is_there(gather, file, last);
	}
	file->state = source_close(source);
	if (cut)
		file->state = LOG_FILE_CUT;
}

/* --- answers --------------------------------------------------------------------------
 */

static int by_place(const void *a, const void *b)
{
	const struct kept *one = a, *two = b;

	if (one->file != two->file)
		return one->file < two->file ? -1 : 1;
	return (one->at > two->at) - (one->at < two->at);
}

static void write_answer(const struct gather *gather, struct request *request,
			 struct buf *out)
{
	for (uint32_t i = 0; i < gather->file_count; i++)
		log_answer_write_file(out, &gather->files[i]);
	if (request->count)
		qsort(request->kept, request->count, sizeof *request->kept, by_place);
	for (uint32_t i = 0; i < request->count; i++) {
		const struct kept *kept = &request->kept[i];
		struct log_found line = { kept->file, kept->number, kept->share,
					  kept->text };

		if (kept->dead)
			continue;
		if (out->n + kept->text.n + 64 > LIMIT_LOG_ANSWER - 256)
			request->left[kept->share]++;
		else
			log_answer_write_line(out, &line);
	}
	for (int share = 0; share < LOG_SHARES; share++)
		log_answer_write_left(out, (enum log_share)share, request->left[share]);
}

void gather_tell(struct gather *gather,
		 void (*tell)(void *arg, uint64_t ticket, struct str question,
			      struct str bytes),
		 void *arg)
{
	struct buf out;

	buf_init(&out, LIMIT_LOG_ANSWER);
	for (uint32_t i = 0; i < gather->request_count; i++) {
		struct request *request = &gather->requests[i];

		buf_clear(&out);
		write_answer(gather, request, &out);
		tell(arg, request->ticket, request->question, buf_peek(&out));
	}
	buf_fini(&out);
}
