/* browser/page.h - one page, from its first request to its picture.
 *
 * Chromium is told to stop at each request; whatever is a GET of http or https is handed
 * to whoever has a network, the rest is failed, and all of it is noted. Once the page is
 * quiet, or has used up its time, its document and its picture are taken. Nothing a page
 * does makes that longer than the ceilings of base/limits.h.
 *
 * page.c follows what happens, page_request.c deals with requests, page_take.c with the
 * document and the picture, page_account.c writes it all down. */
#pragma once
#include "base/arena.h"
#include "base/limits.h"
#include "browser/devtools.h"
#include "door/answer.h"
#include "process/outside.h"

/* Why a request did not leave this machine. */
enum unsent {
	UNSENT_NOT,	    /* it did */
	UNSENT_METHOD,	    /* another than GET */
	UNSENT_SCHEME,	    /* neither http nor https, or no URL that can be asked */
	UNSENT_SOCKET,	    /* a WebSocket */
	UNSENT_WINDOW,	    /* of another window than the page's own, or of none */
	UNSENT_REQUESTS,    /* LIMIT_BROWSE_REQUESTS */
	UNSENT_BYTES,	    /* LIMIT_BROWSE_BYTES */
	UNSENT_NAVIGATIONS, /* LIMIT_BROWSE_NAVIGATIONS */
	UNSENT_OVER,	    /* the page was being read already */
	UNSENTS
};
const char *unsent_name(enum unsent unsent); /* "method" */

struct request {
	struct str
	    paused; /* Fetch's id while Chromium waits for us; empty: not any more */
	struct str network; /* the same for a request and what it is redirected to */
	struct str url, method, type;
	struct str question; /* empty: not sent */
	enum unsent unsent;
	bool document; /* of the page itself, not of a frame */
	bool answered;
	enum answer_status status;
	struct str reason;
	uint32_t http; /* status */
	struct str address;
	uint64_t size;
	char sha256[65];
	uint32_t at_ms, took_ms;
};

/* The page goes to another address. */
struct step {
	uint32_t request; /* its number, from 1 */
	const char *cause;
	uint32_t at_ms;
};

struct note { /* a dialog, a window, a download */
	struct str kind, text;
};
struct notes {
	struct note items[LIMIT_BROWSE_NOTES];
	uint32_t kept, count;
};

struct frame {
	struct str id, url, document;
};

enum page_phase { PAGE_OPENING, PAGE_RUNNING, PAGE_TAKING, PAGE_DONE };

struct page {
	struct arena *arena;   /* of what is kept */
	struct arena *scratch; /* of one message */
	struct devtools tools;
	/* The question for a request; its answer comes to page_told(). */
	void (*ask)(void *arg, struct str question);
	void *arg;
	const char *browser;
	bool own_sandbox;

	struct str url;
	enum page_phase phase;
	const char *ended;     /* why the page was read when it was */
	double began, entered; /* seconds: the page was opened; this phase began */
	/* The one command whose reply is waited for; `then` gets its result (empty: it
	 * failed, or took too long). */
	uint64_t awaited;
	double awaited_since;
	void (*then)(struct page *page, struct str result);
	struct str session, target;

	bool loaded;
	double last;	   /* that something happened */
	double scheduled;  /* it has said that it will go on then; 0: it has not */
	const char *cause; /* of the next step */

	struct request *requests;
	uint32_t request_count, request_cap, open, sent;
	uint32_t unlisted; /* beyond LIMIT_BROWSE_LISTED */
	uint64_t bytes;
	struct step steps[LIMIT_BROWSE_NAVIGATIONS];
	uint32_t step_count, navigations;
	struct notes dialogs, windows, downloads;
	struct str *strange; /* targets that are not the page's */
	uint32_t strange_count, strange_cap;

	struct str final, title, language, document;
	uint64_t document_bytes;
	struct frame frames[LIMIT_BROWSE_FRAMES];
	uint32_t frame_count, frame_next;
	struct str png; /* base64 */
	uint32_t picture_width, picture_height;
};

/* Seconds on the monotonic clock. */
double page_now(void);
/* `chromium`: the DevTools pipe. `url` is kept. */
void page_open(struct page *page, int chromium, struct str url);
void page_free(struct page *page);
/* A message of Chromium's; an answer to a question. */
void page_hear(struct page *page, struct str message);
void page_told(struct page *page, const struct told *told);
/* To be called after each of them and every now and then: what is due. */
void page_tick(struct page *page);
/* Chromium has gone. */
void page_lost(struct page *page);
/* All of it, one JSON text (record/browsed.h reads it). */
void page_account(struct page *page, struct buf *out);

/* --- among the files of the page --- */

void page_await(struct page *page, uint64_t command,
		void (*then)(struct page *page, struct str result));
uint32_t page_ms(const struct page *page);
void page_note(struct page *page, struct notes *notes, struct str kind, struct str text);
void page_end(struct page *page, const char *why); /* begin to read it */
void page_request_paused(struct page *page, struct str params);
void page_socket_wanted(struct page *page, struct str params);
void page_drop_requests(struct page *page);
void page_take(struct page *page);
