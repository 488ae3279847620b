/* maillog/session_read.c - see builder.h. Times come first: a log without a year is read
 * around the message. */
#include "maillog/builder.h"

#include <stdlib.h>

/* --- time -----------------------------------------------------------------------------
 */

static int64_t seconds_of(const struct builder *b, const struct maillog_line *line,
			  int64_t year)
{
	return maillog_seconds(line, year) -
	       (line->zone_known ? 0 : b->when->zone_minutes * 60);
}

/* The year that puts it nearest to `target`, but not into the future. */
static int64_t nearest(const struct builder *b, const struct maillog_line *line,
		       int64_t target)
{
	struct civil about;
	int64_t best = 0, distance = INT64_MAX;

	civil_from_utc(target, 0, &about);
	for (int64_t year = about.year - 1; year <= about.year + 1; year++) {
		int64_t utc = seconds_of(b, line, year);
		int64_t far = utc > target ? utc - target : target - utc;

		if (far < distance && utc <= b->when->clock + LOG_DAY) {
			best = utc;
			distance = far;
		}
	}
	return best;
}

static void set_year_by(const struct builder *b, struct entry *entry, int64_t low,
			int64_t high)
{
	struct civil about;

	civil_from_utc(entry->line.utc, 0, &about);
	if (entry->line.utc < low)
		entry->line.utc = seconds_of(b, &entry->read, about.year + 1);
	else if (entry->line.utc > high)
		entry->line.utc = seconds_of(b, &entry->read, about.year - 1);
}

/* Lines stand in the order of their times: over New Year, and for a log that is longer
 * than half a year. From the message's own line outwards. */
static void order_years(struct builder *b)
{
	uint32_t anchor = b->count;

	for (uint32_t i = 0; i < b->count; i++)
		if (b->entries[i].share == LOG_SHARE_OWN && b->entries[i].line.utc) {
			anchor = i;
			break;
		}
	if (anchor == b->count)
		return;
	for (uint32_t i = anchor + 1; i < b->count; i++)
		if (b->entries[i].line.year_guessed)
			set_year_by(b, &b->entries[i],
				    b->entries[i - 1].line.utc - LOG_DAY, INT64_MAX);
	for (uint32_t i = anchor; i-- > 0;)
		if (b->entries[i].line.year_guessed)
			set_year_by(b, &b->entries[i], INT64_MIN,
				    b->entries[i + 1].line.utc + LOG_DAY);
}

static void set_times(struct builder *b)
{
	for (uint32_t i = 0; i < b->count; i++) {
		struct entry *entry = &b->entries[i];

		if (!entry->read.dated)
			continue;
		entry->line.year_guessed = !entry->read.year_known;
		b->log->year_guessed |= entry->line.year_guessed;
		entry->line.utc = entry->read.year_known
				      ? seconds_of(b, &entry->read, 0)
				      : nearest(b, &entry->read, b->when->arrived);
	}
	order_years(b);
}

/* A line without a time stands where it was written: behind the one before it. */
static void set_order(struct builder *b)
{
	int64_t at = 0;

	for (uint32_t i = 0; i < b->count; i++) {
		if (b->entries[i].line.utc)
			at = b->entries[i].line.utc;
		b->entries[i].at = at;
	}
}

static int by_time(const void *a, const void *b)
{
	const struct entry *one = a, *two = b;

	if (one->at != two->at)
		return one->at < two->at ? -1 : 1;
	return (one->order > two->order) - (one->order < two->order);
}

/* --- reading --------------------------------------------------------------------------
 */

static struct str file_name(const struct log_sessions *log, uint32_t n)
{
	for (uint32_t i = 0; i < log->file_count; i++)
		if (log->files[i].n == n)
			return log->files[i].name;
	return STR("");
}

void log_read_lines(struct builder *b, const struct log_answer *answer)
{
	b->count = answer->line_count;
	b->entries = arena_alloc_array(b->arena, b->count, sizeof *b->entries);
	for (uint32_t i = 0; i < b->count; i++) {
		const struct log_found *found = &answer->lines[i];
		struct entry *entry = &b->entries[i];

		maillog_read(b->arena, found->text, &entry->read);
		entry->share = found->share;
		entry->order = i;
		ip_parse(maillog_field(&entry->read, "client_ip"), &entry->ip);
		entry->line = (struct log_line){
			.file = file_name(b->log, found->file),
			.number = found->number,
			.host = entry->read.host,
			.program = entry->read.program,
			.pid = entry->read.pid,
			.queue_id = entry->read.queue_id,
			.text = found->text,
		};
	}
	set_times(b);
	set_order(b);
	if (b->count)
		qsort(b->entries, b->count, sizeof *b->entries, by_time);
}

/* --- ids that follow from ids ---------------------------------------------------------
 */

bool log_is_id(struct str id)
{
	return id.n && !str_eq(id, STR("NOQUEUE"));
}

/* As maillog/gather.c follows them. */
struct str log_passed_on(const struct maillog_line *line)
{
	struct str response = maillog_field(line, "response");
	size_t at;
	struct ip ip;

	if (line->kind != MAILLOG_DELIVERY || !response.p)
		return STR_NONE;
	at = str_find_str(response, STR("forwarded as "));
	if (at != STR_NPOS)
		return str_until(str_skip(response, at + 13), ' ');
	at = str_find_str(response, STR("queued as "));
	if (at == STR_NPOS || !ip_parse(maillog_field(line, "relay_ip"), &ip) ||
	    !ip_is_private(&ip))
		return STR_NONE;
	return str_until(str_until(str_skip(response, at + 10), ' '), ')');
}

void log_find_aliases(struct builder *b)
{
	for (uint32_t i = 0; i < b->count && b->alias_count < LIMIT_LOG_IDS; i++) {
		struct str id = log_passed_on(&b->entries[i].read);

		if (!maillog_is_queue_id(id) || !log_is_id(b->entries[i].read.queue_id) ||
		    str_eq(id, b->entries[i].read.queue_id))
			continue;
		ARENA_GROW(b->arena, b->aliases, b->alias_count, b->alias_cap);
		b->aliases[b->alias_count++] =
		    (struct alias){ id, b->entries[i].read.queue_id };
	}
}

/* The id under which the mail came in. */
struct str log_root_of(const struct builder *b, struct str id)
{
	for (uint32_t steps = 0; steps < 8; steps++) {
		uint32_t i = 0;

		while (i < b->alias_count && !str_eq(b->aliases[i].id, id))
			i++;
		if (i == b->alias_count)
			break;
		id = b->aliases[i].of;
	}
	return id;
}
