/* mail/message.c - from bytes to a message: tree, decoded parts, header, mails within.
 *
 * A mail inside a mail is read as a message of its own, taken from a list of work,
 * not by recursion; when all are read, its parts are shown below the part that
 * carried it too. */
#include "mail/message.h"

#include "base/bytes16.h"
#include "base/limits.h"
#include "mail/cms.h"
#include "mail/mailbox.h"
#include "mail/mime.h"

/* --- line ends of the whole input --------------------------------------------------- */

/* What there is of line ends and NUL; where, is looked for only if it is odd. */
struct census {
	uint8_t crlf, bare_lf, bare_cr, nul;
};

static void see_pair(struct census *census, char here, char next)
{
	census->crlf |= here == '\r' && next == '\n';
	census->bare_cr |= here == '\r' && next != '\n';
	census->bare_lf |= here != '\r' && next == '\n';
	census->nul |= here == 0;
}

static bool any_of(bytes16 v)
{
	uint64_t halves[2];

	memcpy(halves, &v, sizeof halves);
	return (halves[0] | halves[1]) != 0;
}

/* How many bytes from the start on have nothing odd: before each LF a CR, behind each CR
 * an LF, no NUL. Most mail is so to its end. */
static size_t usual_bytes(struct str s)
{
	size_t at = 0;

	for (; at + 33 <= s.n; at += 32) {
		bytes16 a = bytes16_at(s.p + at), b = bytes16_at(s.p + at + 16);
		bytes16 odd =
		    (bytes16_are(a, '\r') ^ bytes16_are(bytes16_at(s.p + at + 1), '\n')) |
		    (bytes16_are(b, '\r') ^
		     bytes16_are(bytes16_at(s.p + at + 17), '\n')) |
		    bytes16_are(a, 0) | bytes16_are(b, 0);

		if (bytes16_places(odd))
			break;
	}
	return at;
}

/* Sixteen bytes at a time, each compared with the one behind it. */
static void take_census(struct str s, struct census *census)
{
	bytes16 crlf = { 0 }, bare_cr = { 0 }, bare_lf = { 0 }, nul = { 0 };
	size_t at = usual_bytes(s), usual = at;

	if (s.n == 0)
		return;
	for (; at + 17 <= s.n; at += 16) {
		bytes16 here = bytes16_at(s.p + at), next = bytes16_at(s.p + at + 1);
		bytes16 cr = (bytes16)(here == '\r'), lf = (bytes16)(next == '\n');

		crlf |= cr & lf;
		bare_cr |= cr & ~lf;
		bare_lf |= lf & ~cr;
		nul |= (bytes16)(here == 0);
	}
	*census = (struct census){ any_of(crlf), any_of(bare_lf), any_of(bare_cr),
				   any_of(nul) };
	census->crlf |= usual && memchr(s.p, '\r', usual);
	census->bare_lf |= s.p[0] == '\n';
	for (; at + 1 < s.n; at++)
		see_pair(census, s.p[at], s.p[at + 1]);
	see_pair(census, s.p[at], 0);
}

static size_t first_bare_cr(struct str s)
{
	for (size_t at = 0;; at++) {
		const char *cr = memchr(s.p + at, '\r', s.n - at);

		if (!cr)
			return s.n;
		at = (size_t)(cr - s.p);
		if (at + 1 == s.n || s.p[at + 1] != '\n')
			return at;
	}
}

static size_t first_bare_lf(struct str s)
{
	for (size_t at = 0;; at++) {
		const char *lf = memchr(s.p + at, '\n', s.n - at);

		if (!lf)
			return s.n;
		at = (size_t)(lf - s.p);
		if (at == 0 || s.p[at - 1] != '\r')
			return at;
	}
}

static void note_line_ends(struct message *message, struct str bytes)
{
	struct defects *defects = &message->defects;
	struct census census = { 0 };

	take_census(bytes, &census);
	if (census.nul)
		defect_add(defects, "line.nul", str_skip(bytes, str_find(bytes, 0)),
			   STR_NONE);
	if (census.bare_cr)
		defect_add(defects, "line.bare-cr", str_skip(bytes, first_bare_cr(bytes)),
			   STR_NONE);
	if (census.crlf && census.bare_lf)
		defect_add(defects, "line.bare-lf", str_skip(bytes, first_bare_lf(bytes)),
			   STR_NONE);
}

/* --- typed fields ----------------------------------------------------------------------
 */

static void append_addresses(struct message *message, struct str value,
			     struct address_list *all, bool first)
{
	struct arena *arena = message->arena;
	struct address_list list;
	struct mailbox *items;
	struct address_reading *others;

	address_parse(arena, value, &message->defects, &list);
	if (first) {
		*all = list;
		return;
	}
	items = arena_alloc_array(arena, all->count + list.count, sizeof *items);
	others =
	    arena_alloc_array(arena, all->other_count + list.other_count, sizeof *others);
	if (all->count)
		memcpy(items, all->items, all->count * sizeof *items);
	if (list.count)
		memcpy(items + all->count, list.items, list.count * sizeof *items);
	if (all->other_count)
		memcpy(others, all->others, all->other_count * sizeof *others);
	if (list.other_count)
		memcpy(others + all->other_count, list.others,
		       list.other_count * sizeof *others);
	all->items = items;
	all->others = others;
	all->count += list.count;
	all->other_count += list.other_count;
	all->groups += list.groups;
	all->lawful = all->lawful && list.lawful;
}

/* More From fields than this are counted, not read: each costs a copy of the list. */
enum { MOST_FROM = 16 };

static void read_from(struct message *message, const struct field *field)
{
	if (message->from_fields < MOST_FROM)
		append_addresses(message, field->value, &message->from,
				 message->from_fields == 0);
	message->from_fields++;
	if (message->from_fields == 2)
		defect_add(&message->defects, "header.from-twice", field->raw, STR_NONE);
}

/* Fields that RFC 5322, 3.6 allows once. */
static bool only_once(enum field_name name)
{
	switch (name) {
	case FIELD_DATE:
	case FIELD_SENDER:
	case FIELD_REPLY_TO:
	case FIELD_TO:
	case FIELD_CC:
	case FIELD_BCC:
	case FIELD_MESSAGE_ID:
	case FIELD_IN_REPLY_TO:
	case FIELD_REFERENCES:
	case FIELD_SUBJECT:
		return true;
	default:
		return false;
	}
}

static void read_field(struct message *message, const struct field *field)
{
	struct arena *arena = message->arena;
	struct defects *defects = &message->defects;

	switch (field->known) {
	case FIELD_SENDER:
		address_parse(arena, field->value, defects, &message->sender);
		break;
	case FIELD_REPLY_TO:
		address_parse(arena, field->value, defects, &message->reply_to);
		break;
	case FIELD_TO:
		address_parse(arena, field->value, defects, &message->to);
		break;
	case FIELD_CC:
		address_parse(arena, field->value, defects, &message->cc);
		break;
	case FIELD_RETURN_PATH:
		message->return_path_given = true;
		message->return_path_null = !address_parse_path(
		    arena, field->value, defects, &message->return_path);
		break;
	case FIELD_DELIVERED_TO:
	case FIELD_X_ORIGINAL_TO:
		if (message->delivered_to.n == 0)
			message->delivered_to = str_trim(field->value);
		break;
	case FIELD_SUBJECT:
		message->subject_given = true;
		words_decode(arena, field->value, defects, &message->subject);
		break;
	case FIELD_DATE:
		message->date_given = true;
		date_parse(arena, field->value, defects, &message->date);
		break;
	case FIELD_MESSAGE_ID:
		message->message_id_given = true;
		msgid_parse(arena, field->value, defects, &message->message_id);
		break;
	default:
		break;
	}
}

/* The first of each; clients differ in which of two they show, so two are a defect. */
static void read_fields(struct message *message)
{
	uint64_t seen = 0;

	_Static_assert(FIELD_NAMES <= 64, "one bit a name");
	for (uint32_t i = 0; i < message->header.count; i++) {
		const struct field *field = &message->header.fields[i];
		uint64_t bit = (uint64_t)1 << field->known;

		if (field->known == FIELD_FROM)
			read_from(message, field);
		else if (!(seen & bit))
			read_field(message, field);
		else if (only_once(field->known))
			defect_add(&message->defects, "header.field-twice", field->raw,
				   field->name);
		seen |= bit;
	}
}

/* --- one message
 * ------------------------------------------------------------------------- */

/* A message to be read: found in part `carrier_part` of `carrier`. */
struct job {
	struct message *message;
	uint16_t depth; /* mails around it */
	bool header_only;
	bool entity; /* no mail: what is inside signed data */
};

struct work {
	struct arena *arena;
	struct mime_budget budget;
	struct job *jobs;
	uint32_t count, cap;
};

/* Mails in mails in mails; deeper ones stay leaves. */
enum { MAIL_DEPTH = 10 };

static struct message *message_new(struct arena *arena, struct str bytes,
				   struct message *carrier, int32_t part)
{
	struct message *message = arena_new_of(arena, struct message);

	message->arena = arena;
	message->raw = bytes;
	message->carrier = carrier;
	message->carrier_part = part;
	message->complete = true;
	message->defects.arena = arena;
	message->defects.input = bytes;
	if (carrier) {
		struct str input = carrier->defects.input;

		message->defects.input = input;
		if (!str_within(input, bytes))
			message->defects.carrier =
			    input_offset(carrier, carrier->parts[part]->body);
	}
	return message;
}

static bool is_mail_type(struct str type)
{
	return str_eq(type, STR("message/rfc822")) ||
	       str_eq(type, STR("message/global")) || str_eq(type, STR("message/news"));
}

/* "message/rfc822" says nothing of what is there: without a field it is no mail. */
static bool begins_like_mail(struct str bytes)
{
	struct str line = str_until(str_trim_left(bytes), '\n');

	return line.n == 0 || bytes.p[0] == '\r' || bytes.p[0] == '\n' ||
	       header_looks_like_field(line) || str_starts(line, STR("From ")) ||
	       str_starts(line, STR(">From "));
}

/* A mail kept as a file: named *.eml, sent as anything, and beginning like a mail. */
static bool is_mail_file(const struct part *part)
{
	struct str bytes = part->bytes;
	bool fields = false;

	if (!str_ends_nocase(part->filename, STR(".eml")) ||
	    (!str_eq(part->content_type.value, STR("application/octet-stream")) &&
	     !str_eq(part->content_type.value, STR("text/plain"))))
		return false;
	for (int line = 0; line < 3 && bytes.n; line++) {
		size_t end = str_find(bytes, '\n');

		fields = header_looks_like_field(bytes) || bytes.p[0] == ' ' ||
			 bytes.p[0] == '\t' || str_starts(bytes, STR("From "));
		if (!fields || end == STR_NPOS)
			return false;
		bytes = str_skip(bytes, end + 1);
	}
	return fields;
}

static void add_job(struct work *work, const struct job *job)
{
	ARENA_GROW(work->arena, work->jobs, work->count, work->cap);
	work->jobs[work->count++] = *job;
}

/* The entity inside signed data, which mail programs show as the mail's own. False: there
 * is none. */
static bool signed_entity(struct work *work, const struct part *part, struct str *ret)
{
	struct cms cms;

	if (part->kind != PART_LEAF || part->reading || !part_is_cms_type(part))
		return false;
	cms_read(work->arena, part->bytes, &cms);
	if (cms.kind != CMS_SIGNED || cms.content.n == 0 || cms.content_other)
		return false;
	if (!str_within(part->bytes, cms.content)) {
		if (work->budget.decoded < cms.content.n)
			return false;
		work->budget.decoded -= cms.content.n;
	}
	*ret = cms.content;
	return true;
}

static void open_signed(struct work *work, struct message *message, struct part *part,
			uint16_t depth)
{
	struct job job = { .depth = (uint16_t)(depth + 1), .entity = true };
	struct str entity;

	if (!signed_entity(work, part, &entity))
		return;
	if (depth >= LIMIT_SMIME_DEPTH) {
		/* What is inside signed data is no mail of its own: the mail around says
		 * so. */
		while (message->carrier)
			message = message->carrier;
		defect_add(&message->defects, "limit.mail-depth", part->raw, STR_NONE);
		part->bytes_cut = true;
		return;
	}
	part->kind = PART_SIGNED;
	job.message = part->carried = message_new(work->arena, entity, message, part->id);
	add_job(work, &job);
}

/* The mails that `message` carries become jobs. */
static void find_mails(struct work *work, struct message *message, uint16_t depth)
{
	bool said = false;

	for (uint32_t i = 0; i < message->part_count; i++) {
		struct part *part = message->parts[i];
		struct str type = part->content_type.value;
		bool header_only = str_eq(type, STR("text/rfc822-headers"));

		if (part->kind != PART_LEAF || part->bytes.n == 0 ||
		    part->place == PLACE_UUENCODE)
			continue;
		open_signed(work, message, part, depth);
		/* Other readings of mails inside would double with each of them. */
		if (part->reading && depth)
			continue;
		if (!header_only && !is_mail_type(type) && !is_mail_file(part))
			continue;
		if (!begins_like_mail(part->bytes)) {
			defect_add(&message->defects, "mime.mail-without-header",
				   part->body, STR_NONE);
			continue;
		}
		if (depth >= MAIL_DEPTH) {
			if (!said)
				defect_add(&message->defects, "limit.mail-depth",
					   part->raw, STR_NONE);
			said = true;
			part->bytes_cut = true;
			continue;
		}
		if (!header_only)
			part->kind = PART_MESSAGE;
		part->carried =
		    message_new(work->arena, part->bytes, message, (int32_t)i);
		add_job(work, &(struct job){ part->carried, (uint16_t)(depth + 1),
					     header_only, false });
	}
}

static struct str leave_out_junk(struct message *message)
{
	struct str bytes = message->raw;
	size_t junk;

	if (bytes.n > LIMIT_MESSAGE_BYTES) {
		defect_add(&message->defects, "limit.message-bytes",
			   str_skip(bytes, LIMIT_MESSAGE_BYTES), STR_NONE);
		bytes.n = LIMIT_MESSAGE_BYTES;
		message->complete = false;
	}
	junk = mailbox_junk(bytes);
	if (junk > bytes.n)
		junk = bytes.n;
	if (junk && !str_starts(bytes, STR("From ")))
		defect_add(&message->defects, "header.junk-in-front", bytes,
			   str_sub(bytes, 0, junk < 80 ? junk : 80));
	return str_skip(bytes, junk);
}

static bool has_empty_line(struct str header)
{
	return str_ends(header, STR("\n\n")) || str_ends(header, STR("\n\r\n")) ||
	       str_ends(header, STR("\r\r")) || str_eq(header, STR("\n")) ||
	       str_eq(header, STR("\r\n"));
}

static void note_end(struct message *message)
{
	struct str header = message->header.raw;

	if (has_empty_line(header))
		return;
	if (message->body.n) {
		/* "Subj" as all that came of a line: cut, not a body. */
		if (str_find(message->body, '\n') == STR_NPOS)
			message->complete = false;
		return;
	}
	message->headers_only = message->header.count != 0;
	if (header.n && header.p[header.n - 1] != '\n' && header.p[header.n - 1] != '\r')
		message->complete = false;
}

/* The header alone, as the one part. */
static void read_header_only(struct message *message, struct mime_budget *budget,
			     struct str bytes)
{
	struct header header;
	struct str body = header_parse(message->arena, bytes, &message->defects, &header);

	mime_tree(message, budget, str_sub(bytes, 0, bytes.n - body.n), NULL, 0, NULL);
	if (message->part_count)
		message->parts[0]->bytes_cut = body.n != 0;
	message->headers_only = true;
}

static void read_message(struct work *work, const struct job *job)
{
	struct message *message = job->message;
	struct str bytes = leave_out_junk(message);
	uint32_t main_count;

	note_line_ends(message, bytes);
	if (job->header_only)
		read_header_only(message, &work->budget, bytes);
	else
		mime_tree(message, &work->budget, bytes, NULL, 0, &message->defects);
	if (message->part_count == 0) { /* the ceiling of parts: header alone */
		message->body = header_parse(work->arena, bytes, NULL, &message->header);
		read_fields(message);
		return;
	}
	message->header = message->parts[0]->header;
	message->body = message->parts[0]->body;
	if (message->header.count == 0 && !job->entity)
		defect_add(&message->defects, "header.empty", bytes, STR_NONE);
	main_count = message->part_count;
	if (!job->header_only) {
		note_end(message);
		part_decode_all(message, &work->budget, 0, &message->defects);
		readings_find(message, &work->budget, main_count);
		find_mails(work, message, job->depth);
	}
	read_fields(message);
}

/* --- parts of the mails inside, shown in the mail around -------------------------------
 */

static void copy_readings(struct message *to, const struct message *from)
{
	for (uint32_t i = 0;
	     i < from->reading_count && to->reading_count < LIMIT_READINGS; i++) {
		ARENA_GROW(to->arena, to->readings, to->reading_count, to->reading_cap);
		to->readings[to->reading_count++] = from->readings[i];
	}
}

static void copy_parts(struct message *to, struct mime_budget *budget,
		       const struct message *from)
{
	int32_t carrier = from->carrier_part, reading = to->parts[carrier]->reading;
	uint32_t base = to->part_count, readings = to->reading_count;
	uint16_t depth = to->parts[carrier]->depth;

	copy_readings(to, from);
	for (uint32_t i = 0; i < from->part_count; i++) {
		const struct part *part = from->parts[i];
		int32_t id,
		    parent = part->parent >= 0 ? (int32_t)base + part->parent : carrier;

		if (part->reading > 0 &&
		    readings + (uint32_t)part->reading > to->reading_count)
			break;
		if (part->reading > 0 && part->parent < 0)
			parent = -1;
		id = mime_add_part(to, budget, parent, 0, &to->defects);
		if (id < 0)
			return;
		*to->parts[id] = *part;
		to->parts[id]->id = id;
		to->parts[id]->parent = parent;
		to->parts[id]->depth = (uint16_t)(depth + 1 + part->depth);
		to->parts[id]->reading =
		    part->reading > 0 ? (int32_t)readings + part->reading : reading;
	}
}

struct message *message_parse(struct arena *arena, struct str bytes,
			      const struct message_options *options)
{
	struct work work = { .arena = arena };
	struct message *message;

	if (!bytes.p)
		bytes = STR("");
	work.budget.parts = LIMIT_PARTS;
	work.budget.decoded = (uint64_t)bytes.n * LIMIT_DECODED_FACTOR;
	message = message_new(arena, bytes, NULL, -1);
	add_job(&work,
		&(struct job){ message, 0, options && options->headers_only, false });
	for (uint32_t i = 0; i < work.count; i++) {
		struct job job = work.jobs[i];

		read_message(&work, &job);
	}
	/* The innermost come last: their parts travel outwards through every carrier. */
	for (uint32_t i = work.count; i-- > 1;)
		if (!work.jobs[i].header_only) {
			struct message *inner = work.jobs[i].message;

			inner->copies_at = inner->carrier->part_count;
			copy_parts(inner->carrier, &work.budget, inner);
		}
	return message;
}

/* --- questions
 * ------------------------------------------------------------------------------ */

/* A report on delivery carries the user's own mail back; nobody reports that. */
static bool is_delivery_report(const struct message *message)
{
	struct str type = message->parts[0]->content_type.value;
	const struct param *kind =
	    params_get(&message->parts[0]->content_type, STR("report-type"), 0);

	/* Abuse reports are sent with a null path too, but carry what they complain of.
	 */
	if (str_eq(type, STR("multipart/report")))
		return !kind || !str_eq_nocase(kind->value, STR("feedback-report"));
	/* Older servers wrote them in no form of their own, but under this name. */
	if (message->return_path_null ||
	    (message->from.count &&
	     str_eq_nocase(message->from.items[0].local, STR("mailer-daemon"))))
		return true;
	for (uint32_t i = 0; i < message->part_count; i++)
		if (str_eq(message->parts[i]->content_type.value,
			   STR("message/delivery-status")) ||
		    str_eq(message->parts[i]->content_type.value,
			   STR("message/disposition-notification")))
			return true;
	return false;
}

static bool is_signature(struct str type)
{
	return str_eq(type, STR("application/pkcs7-signature")) ||
	       str_eq(type, STR("application/x-pkcs7-signature")) ||
	       str_eq(type, STR("application/pgp-signature"));
}

/* Who reports a mail sends it with a few words, perhaps with a logo below them, perhaps
 * signed; a mail with more than that is a mail of its own that has another attached. */
static bool is_cover_note(const struct part *part)
{
	struct str type = part->content_type.value;

	return str_eq(type, STR("text/plain")) || str_eq(type, STR("text/html")) ||
	       part->content_id.n || str_eq(type, STR("message/feedback-report")) ||
	       is_signature(type);
}

/* Lines that happen to have a colon are no mail that somebody got. */
static bool is_somebodys_mail(const struct message *message)
{
	return message->from_fields || message->subject_given;
}

struct message *message_carried(const struct message *message, uint32_t *at)
{
	if (message->part_count == 0 || is_delivery_report(message))
		return NULL;
	while (*at < message->part_count) {
		const struct part *part = message->parts[(*at)++];

		/* Behind the parts of the mail come copies of those that it carries. */
		if (part->parent >= 0 && message->parts[part->parent]->carried)
			break;
		if (part->reading == 0 && part->place == PLACE_BODY &&
		    part->kind == PART_MESSAGE && part->carried &&
		    is_somebodys_mail(part->carried))
			return part->carried;
	}
	return NULL;
}

struct message *message_reported(const struct message *message)
{
	struct message *found = NULL;

	if (message->part_count == 0 || is_delivery_report(message))
		return NULL;
	for (uint32_t i = 0; i < message->part_count; i++) {
		const struct part *part = message->parts[i];

		if (part->reading != 0 || part->place != PLACE_BODY)
			continue;
		if (part->parent >= 0 && message->parts[part->parent]->carried)
			break;
		if (part->kind == PART_LEAF && !is_cover_note(part))
			return NULL;
		if (part->kind != PART_MESSAGE)
			continue;
		if (found)
			return NULL;
		found = part->carried;
	}
	return found && is_somebodys_mail(found) ? found : NULL;
}

/* The part of `message` from whose decoded bytes or text `slice` was taken. */
static const struct part *part_of(const struct message *message, struct str slice)
{
	for (uint32_t i = 0; i < message->part_count; i++)
		if (str_within(message->parts[i]->bytes, slice) ||
		    str_within(message->parts[i]->text, slice))
			return message->parts[i];
	return NULL;
}

size_t message_offset(const struct message *message, struct str slice)
{
	struct str input = message->defects.input;

	while (message && !str_within(input, slice)) {
		const struct part *part =
		    str_within(message->raw, slice) ? NULL : part_of(message, slice);

		if (part && !str_eq(part->body, slice)) {
			slice = part->body;
			continue;
		}
		if (!message->carrier)
			return message->defects.carrier;
		slice = message->carrier->parts[message->carrier_part]->body;
		message = message->carrier;
	}
	return message ? str_offset(input, slice) : 0;
}
