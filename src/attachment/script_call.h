/* attachment/script_call.h - the functions of scripts that are known: those whose result
 * can be told, and those that do something with what they are given. */
#pragma once
#include "attachment/script_token.h"
#include "attachment/script_value.h"

/* Functions that are followed, and those that do something with what they are given. */
enum script_function {
	CALL_UNKNOWN,
	CALL_ATOB,
	CALL_UNESCAPE,
	CALL_DECODE_URI,
	CALL_ESCAPE,
	CALL_CHAR_CODE,
	CALL_SAME, /* String(x), x.toString(), x.trim(), x.valueOf(), Array.from(x) */
	CALL_SPLIT,
	CALL_REVERSE,
	CALL_JOIN,
	CALL_REPLACE,
	CALL_CONCAT,
	CALL_WRITE,
	CALL_INSERT, /* insertAdjacentHTML(where, what) */
	CALL_RUN,
	CALL_GO,
	CALL_SEND,
	CALL_OPEN, /* open("POST", url) of a request, open(url) of a window */
	CALL_BLOB,
	CALL_SAVE,
	CALL_OBJECT_URL,
	CALL_SET_ATTRIBUTE,
};

struct script_call {
	enum script_function function;
	struct script_value receiver;
	struct str name;
};

/* By its name; `path` is all of "document.write", `lexer` stands behind it. */
enum script_function script_function_of(const struct script_lexer *lexer, struct str name,
					struct str path);
/* Those whose result is known are not constants before they were called. */
bool script_is_followed(enum script_function function);
struct script_value script_result(struct script_maker *m, const struct script_call *call,
				  const struct script_list *args);
/* What a call does with its arguments; they are kept with that use. */
void script_note_use(struct script_maker *m, const struct script_call *call,
		     const struct script_list *args);
/* What is done with a value that is assigned to "x.innerHTML". */
enum script_use script_use_of(struct script_maker *m, struct str target);
