/* record/browsed.h - what a browser showed of a page: the answer to `browse URL`.
 *
 * mekiki-browser writes it (browser/page_account.c): one JSON object, of which every key
 * is always there. It comes from a process that talked with a hostile page, or out of a
 * case that somebody sent: each list ends at its ceiling, and nothing is believed but
 * that it was said. */
#pragma once
#include "base/arena.h"

/* The page went to another address. */
struct browsed_step {
	struct str url;
	/* "start", "redirect", "refresh" (the field), "meta", "script", "form", "link",
	 * "reload", "other". */
	struct str cause;
	uint64_t request; /* its number */
	uint64_t at_ms;
};

struct browsed_request {
	uint64_t n;
	struct str url, method, type; /* "GET", "Document", "Image", "XHR" */
	uint64_t at_ms, took_ms;
	bool sent;
	struct str unsent; /* why not: "method", "socket", "requests" … */
	struct str status; /* of the answer, as answers have it; empty: not sent */
	struct str reason;
	uint64_t http;
	struct str address; /* that was connected to */
	uint64_t size;
	struct str sha256;
};

struct browsed_note { /* a dialog, a window, a download */
	struct str kind, text;
};

struct browsed_frame {
	struct str url, document;
};

struct browsed_picture {
	struct str type; /* "image/png" */
	uint64_t width, height, size;
	struct str sha256, base64;
};

struct browsed {
	struct str browser; /* "Chrome/156.0.8078.79" */
	bool own_sandbox;   /* Chromium's own held inside bubblewrap */
	struct str url;	    /* that was asked for */
	struct str final;   /* where it ended; empty: the page could not be read */
	struct str title, language;
	/* Why it was read when it was: "quiet", "time", "navigations", "dialogs",
	 * "unreachable", "crash". */
	struct str ended;
	uint64_t duration_ms;
	struct browsed_step *steps;
	uint32_t step_count;
	uint64_t navigations;
	struct browsed_request *requests;
	uint32_t request_count;
	uint64_t unlisted; /* more requests than are listed */
	struct browsed_note *dialogs, *windows, *downloads;
	uint32_t dialog_kept, window_count, download_count;
	uint64_t dialog_count;
	struct str document;	 /* HTML, after its scripts; may be cut */
	uint64_t document_bytes; /* of all of it */
	struct browsed_frame *frames;
	uint32_t frame_count;
	struct browsed_picture picture; /* of no bytes: there is none */
};

/* False: it is no such account; `ret` is empty then. */
bool browsed_read(struct arena *arena, struct str json, struct browsed *ret);
/* The bytes of the picture; false: there is none, or it is no PNG. */
bool browsed_png(struct arena *arena, const struct browsed *browsed, struct str *ret);
