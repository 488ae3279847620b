/* maillog/answer.c - see answer.h. */
#include "maillog/answer.h"

#include "base/buf.h"

#include <inttypes.h>

static const char *const shares[LOG_SHARES] = {
	[LOG_SHARE_OWN] = "own",
	[LOG_SHARE_CLIENT] = "client",
	[LOG_SHARE_HELO] = "helo",
	[LOG_SHARE_NETWORK] = "network",
};

static const char *const states[LOG_FILE_STATES] = {
	[LOG_FILE_WHOLE] = "whole",
	[LOG_FILE_CUT] = "cut",
	[LOG_FILE_BROKEN] = "broken",
	[LOG_FILE_UNREADABLE] = "unreadable",
	[LOG_FILE_UNSUPPORTED] = "unsupported",
};

const char *log_share_name(enum log_share share)
{
	return shares[share];
}

const char *log_file_state_name(enum log_file_state state)
{
	return states[state];
}

void log_answer_write_file(struct buf *out, const struct log_file *file)
{
	buf_printf(out, ":file %" PRIu32 " %s %" PRIu64 " %" PRIu64 " ", file->n,
		   states[file->state], file->bytes, file->long_lines);
	buf_add(out, file->name);
	buf_add_char(out, '\n');
}

void log_answer_write_left(struct buf *out, enum log_share share, uint64_t count)
{
	if (count)
		buf_printf(out, ":left %s %" PRIu64 "\n", shares[share], count);
}

void log_answer_write_line(struct buf *out, const struct log_found *line)
{
	buf_printf(out, "%" PRIu32 " %" PRIu64 " %s ", line->file, line->number,
		   shares[line->share]);
	buf_add(out, line->text);
	buf_add_char(out, '\n');
}

static bool find_word(struct str word, const char *const *words, uint32_t count,
		      uint32_t *ret)
{
	for (*ret = 0; *ret < count; ++*ret)
		if (str_eq(word, str_c(words[*ret])))
			return true;
	return false;
}

static void read_file(struct arena *arena, struct str rest, struct log_answer *ret)
{
	struct log_file file = { 0 };
	struct str number = str_take_word(&rest), state = str_take_word(&rest);
	uint32_t which;

	if (!str_to_u32(number, &file.n) || file.n == 0 ||
	    !find_word(state, states, LOG_FILE_STATES, &which) ||
	    !str_to_u64(str_take_word(&rest), &file.bytes) ||
	    !str_to_u64(str_take_word(&rest), &file.long_lines) ||
	    ret->file_count >= LIMIT_LOG_FILES)
		return;
	file.state = (enum log_file_state)which;
	file.name = str_trim(rest);
	ARENA_GROW(arena, ret->files, ret->file_count, ret->file_cap);
	ret->files[ret->file_count++] = file;
}

static void read_left(struct str rest, struct log_answer *ret)
{
	uint32_t share;
	uint64_t count;

	if (find_word(str_take_word(&rest), shares, LOG_SHARES, &share) &&
	    str_to_u64(str_trim(rest), &count))
		ret->left[share] = count;
}

/* A line without its numbers is one of a file without a name. */
static void read_line(struct arena *arena, struct str line, uint64_t number,
		      struct log_answer *ret)
{
	struct log_found found = { .file = 0, .number = number, .text = line };
	struct str rest = line, file = str_take_word(&rest);
	uint32_t n, share;
	uint64_t at;

	if (str_to_u32(file, &n) && str_to_u64(str_take_word(&rest), &at) &&
	    find_word(str_take_word(&rest), shares, LOG_SHARES, &share) && rest.n)
		found =
		    (struct log_found){ n, at, (enum log_share)share, str_skip(rest, 1) };
	if (found.text.n == 0 || ret->line_count >= LIMIT_LOG_LINES)
		return;
	ARENA_GROW(arena, ret->lines, ret->line_count, ret->line_cap);
	ret->lines[ret->line_count++] = found;
}

void log_answer_read(struct arena *arena, struct str bytes, struct log_answer *ret)
{
	uint64_t number = 0;
	struct str line;

	*ret = (struct log_answer){ 0 };
	while (bytes.n && str_split(&bytes, '\n', &line)) {
		number++;
		if (str_eat(&line, STR(":file ")))
			read_file(arena, line, ret);
		else if (str_eat(&line, STR(":left ")))
			read_left(line, ret);
		else
			read_line(arena, line, number, ret);
	}
}
