/* lookup/post.h - our end of the wire to the command, without waiting: questions in,
 * answers out, as the loop finds room. */
#pragma once
#include "process/outside.h"

#include <event2/event.h>

struct post;

/* `asked` gets each question; its text is valid during the call. `ended` is called once
 * the command has gone, or has sent nonsense. `early` is what came behind the setup. */
struct post_receiver {
	void (*asked)(void *arg, const struct asked *asked);
	void (*ended)(void *arg);
	void *arg;
};

/* NULL: no memory. */
struct post *post_new(struct event_base *base, int fd,
		      const struct post_receiver *receiver);
void post_free(struct post *post);
/* Begin with bytes that were read before. */
void post_begin(struct post *post, struct str early);
/* Sent as the command takes it. While too much is unsent, no question is read. */
void post_tell(struct post *post, const struct told *told);
